"""A name that has been shown is found for as long as there is room, whoever adds others at the same time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from reformspor.passport.identity import SIGNS, _check, _grouped
from reformspor.passport.register import FOLDER, Names, Shown, shown_of
from tests.passport.given import passport


def name(number: int) -> str:
    """A name that holds its check, of a number of its own."""
    signs = ""
    for _ in range(11):
        number, place = divmod(number, len(SIGNS))
        signs += SIGNS[place]
    return _grouped(signs + _check(signs))


def shown(number: int, *, out: bool = False) -> Shown:
    return shown_of(replace(passport(name(number)), fixed={}), out=out)


def test_what_is_kept_of_a_name_is_found_again(tmp_path: Path) -> None:
    names = Names(tmp_path)
    names.add(shown(number) for number in range(20))
    assert names.found(name(7).lower()) == shown(7)
    assert names.found(name(21)) is None
    assert names.found("RS-ÆØÅ") is None
    assert names.known() == {name(number) for number in range(20)}


def test_what_was_handed_out_goes_before_what_was_shown(tmp_path: Path) -> None:
    names = Names(tmp_path)
    for one in (shown(1), shown(1, out=True), shown(1)):
        names.add([one])
    found = names.found(name(1))
    assert found is not None
    assert found.out


def test_nothing_is_kept_of_what_somebody_searched_for_nor_any_sentence_or_number(tmp_path: Path) -> None:
    searched = replace(shown(1), fixed={"text": ("løyndom",)})
    place = shown(2).place
    assert place is not None
    typed = replace(shown(2), place=replace(place, address={"q": "løyndom"}))
    Names(tmp_path).add([searched, typed])
    assert not (tmp_path / FOLDER).exists()
    Names(tmp_path).add([shown_of(passport(name(3), "Ei setning om løyndom"), out=True)])
    [file] = (tmp_path / FOLDER).iterdir()
    assert "yndom" not in file.read_text()
    assert '"rows"' not in file.read_text()


def test_the_oldest_goes_when_there_is_no_more_room(tmp_path: Path) -> None:
    names = Names(tmp_path, most=3000, files=4)
    for number in range(200):
        names.add([shown(number)])
    files = list((tmp_path / FOLDER).iterdir())
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 4 * (3000 + 1500)
    assert names.found(name(199)) is not None
    assert names.found(name(0)) is None


def test_a_line_that_was_cut_short_is_passed_over(tmp_path: Path) -> None:
    names = Names(tmp_path)
    names.add([shown(1)])
    [file] = (tmp_path / FOLDER).iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:90] + b"\n" + whole.replace(b'"form":1', b'"form":9'))
    assert names.found(name(1)) == shown(1)


def test_names_that_two_processes_add_at_once_are_all_kept(tmp_path: Path) -> None:
    adds = (
        "import sys; from pathlib import Path; from reformspor.passport.register import Names; "
        "from tests.passport.test_register import shown; "
        "[Names(Path(sys.argv[1]), most=20_000).add([shown(int(sys.argv[2]) + at)]) for at in range(100)]"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", adds, str(tmp_path), str(start)], cwd=root) for start in (0, 100)
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    names = Names(tmp_path)
    assert all(names.found(name(number)) == shown(number) for number in range(200))
