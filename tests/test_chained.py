"""A chained log is read line by line as it was written, and tells the first line that does not hold."""

from dataclasses import dataclass
from pathlib import Path

from reformspor.chained import Chain, add_lines, plain_seal


@dataclass(frozen=True)
class Note:
    said: str
    former: str = ""
    hash: str = ""


CHAIN = Chain(Note, plain_seal, "hash")


def written(file: Path, *said: str) -> Path:
    for text in said:
        add_lines(file, CHAIN.linked(CHAIN.read(file).entries, [Note(text)]))
    return file


def test_signs_that_may_be_taken_for_the_end_of_a_line_break_no_chain(tmp_path: Path) -> None:
    awkward = ("to\u2028linjer", "neste\x85linje", "rad\r\nskift", "\x0bsideskift\x0c")
    log = CHAIN.read(written(tmp_path / "log.jsonl", *awkward))
    assert [one.said for one in log.entries] == list(awkward)
    assert log.broken == 0


def test_a_line_changed_taken_out_or_put_in_is_told_by_its_number(tmp_path: Path) -> None:
    file = written(tmp_path / "log.jsonl", "ein", "to", "tre")
    lines = file.read_bytes().splitlines(keepends=True)
    for broken, kept in ((2, [lines[0], lines[1].replace(b"to", b"ti"), lines[2]]), (2, [lines[0], lines[2]])):
        file.write_bytes(b"".join(kept))
        assert CHAIN.read(file).broken == broken
    file.write_bytes(b"".join([lines[0], lines[0], *lines[1:]]))
    assert CHAIN.read(file).broken == 2


def test_a_line_half_written_takes_no_other_with_it_and_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "log.jsonl", "ein")
    file.write_bytes(file.read_bytes() + b'{"said": "halv')
    log = CHAIN.read(written(file, "to"))
    assert [one.said for one in log.entries] == ["ein", "to"]
    assert log.broken == 2


def test_a_line_that_is_no_text_or_no_entry_is_told_and_nothing_fails(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    for line in (
        b"\xff\xfe\n",
        b"[1]\n",
        b'{"other": 1}\n',
        b'{"said": "x", "hash": 5}\n',
        '{"said": "x", "hash": "ø"}\n'.encode(),
        b'{"said": "\\ud800"}\n',
        b'{"said": "x", "hash": "\\ud800"}\n',
    ):
        file.write_bytes(line)
        assert CHAIN.read(file).broken == 1
    assert CHAIN.read(tmp_path / "none.jsonl").broken == 0
