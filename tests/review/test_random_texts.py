"""Over random texts: what is approved is served to the letter, and of all else not a byte, also when admitted anew."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from pathlib import Path

from reformspor.review.deciding import Choice, decide
from reformspor.review.listing import texts_of
from reformspor.snapshot.folder import DataFolder
from tests.review.given import ROLE, raw, take, titles

SEED, ROWS = 20261122, 160
PIECES = [
    "krav", "om", "rapportering", "frå", "Kari Nordmann", "rektor Lie", "<b>feit</b>", "*stjerne*", "æøå", "😀", "\n",
    ";", '"', "' or 1=1 --", "{n}", "%s", "[lenkje](http://x)", "日本", "  ", "sjukmeld", "|", "\\", "=1+1", "#",
    "$text",
]  # fmt: skip


def texts(chance: random.Random) -> dict[str, str]:
    """Random titles, each with a mark of its own so that its bytes can be searched for."""
    made = {}
    for number in range(ROWS):
        words = [chance.choice(PIECES) for _ in range(chance.randint(0, 6))]
        made[f"B{number:03}"] = f"{chance.getrandbits(60):016x} {' '.join(words)}".strip()
    return made


def barriers(given: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["barrier_id", "title", "reported_date", "types", "owner_level", "public"])
    day = dt.date(2026, 1, 5).strftime("%d.%m.%Y")
    writer.writerows([key, text, day, "law", "agency", "open"] for key, text in given.items())
    return out.getvalue()


def mark(text: str) -> bytes:
    return text[:16].encode()


def test_random_texts_are_served_only_when_that_very_text_is_approved(tmp_path: Path) -> None:
    chance, data = random.Random(SEED), DataFolder(tmp_path / "data")
    given = texts(chance)
    events = "barrier_id;at;to_status\nB000;06.01.2026;reported\n"
    take(data, tmp_path / "one", barriers=barriers(given), barrier_events=events)
    assert not [key for key, text in given.items() if mark(text) in raw(data)]

    read = {each.key: each for each in texts_of(data).texts if each.table == "barriers"}
    assert set(read) == set(given)
    approved = {key for key in read if chance.random() < 0.5}
    withheld = {key for key in set(read) - approved if chance.random() < 0.5}
    choices = [Choice(read[key].ref, "approve", opened=True) for key in approved]
    choices += [Choice(read[key].ref, "withhold", reason="other") for key in withheld]
    decide(data, choices, ROLE)
    served = titles(data)
    assert {key: text for key, text in served.items() if text is not None} == {key: read[key].text for key in approved}
    assert not [key for key in set(given) - approved if mark(given[key]) in raw(data)]

    later = {key: f"{chance.getrandbits(60):016x} ny" if chance.random() < 0.3 else text for key, text in given.items()}
    take(data, tmp_path / "two", barriers=barriers(later), barrier_events=events)
    kept = {key for key in approved if later[key] == given[key]}
    assert kept < approved
    assert {key for key, text in titles(data).items() if text is not None} == kept
    hidden = [later[key] for key in set(later) - kept] + [given[key] for key in set(given) - kept]
    assert not [text for text in hidden if mark(text) in raw(data)]
    states = {each.key: each.state for each in texts_of(data).texts if each.table == "barriers"}
    assert {key for key, state in states.items() if state == "withheld"} == {
        k for k in withheld if later[k] == given[k]
    }
