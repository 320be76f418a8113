"""What has been taken back is handed out to no one, not even by a link that was made while it was shown."""

from pathlib import Path

import pytest

from reformspor.page.handout import handout
from reformspor.page.seal import links
from reformspor.page.serving import answer, served
from reformspor.review.deciding import Choice, decide
from reformspor.scope import Scope
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.history import undo
from tests.review.given import BARRIERS, ROLE, approve, take, text

CARD = "register_barriers_register_1"
SHOWN = "Krav om dobbel rapportering"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))
    return DataFolder(tmp_path / "data")


def link_now(card: str = CARD, page: str = "register") -> tuple[str, str]:
    held = served()
    assert held is not None
    return links(page, card, {"lang": "nn", "snapshot": held.manifest.id})


def texts_of_answer() -> str:
    held = served()
    assert held is not None
    return answer(held.manifest.id, "barriers/register", Scope(), "internal").frame.to_csv()


def test_a_link_made_before_a_text_was_withheld_hands_out_nothing_afterwards(data: DataFolder, tmp_path: Path) -> None:
    take(data, tmp_path / "in")
    approve(data, "B1")
    path, query = link_now()
    before = handout(f"{path}.csv", query, "internal")
    assert before is not None
    assert SHOWN.encode() in before.body
    decide(data, [Choice(text(data, "B1").ref, "withhold", reason="other")], ROLE)
    assert SHOWN not in texts_of_answer()
    for kind in ("csv", "about", "table-1"):
        assert handout(f"{path}.{kind}", query, "internal") is None


def test_an_export_admitted_again_after_it_was_withdrawn_is_answered_without_the_text(
    data: DataFolder, tmp_path: Path
) -> None:
    approve_first = BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n"
    take(data, tmp_path / "in")
    approve(data, "B1")
    first = take(data, tmp_path / "one", barriers=approve_first)
    assert SHOWN in texts_of_answer()
    take(data, tmp_path / "two", barriers=approve_first + "B4;Nyare;05.03.2026;law;agency;;\n")
    decide(data, [Choice(text(data, "B1").ref, "withhold", reason="other")], ROLE)
    again = take(data, tmp_path / "one-again", barriers=approve_first)
    assert (again.id != first.id, again.review_of) == (True, first.id)
    assert SHOWN not in texts_of_answer()


def test_a_link_of_a_snapshot_that_was_undone_hands_out_nothing(data: DataFolder, tmp_path: Path) -> None:
    take(data, tmp_path / "in")
    assert served() is not None
    take(data, tmp_path / "wrong", barriers=BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n")
    path, query = link_now()
    assert handout(f"{path}.csv", query, "internal") is not None
    undo(data)
    assert handout(f"{path}.csv", query, "internal") is None


def test_a_reader_in_the_middle_of_a_page_still_gets_what_it_shows_when_a_newer_snapshot_comes(
    data: DataFolder, tmp_path: Path
) -> None:
    take(data, tmp_path / "in")
    path, query = link_now()
    take(data, tmp_path / "newer", barriers=BARRIERS + "B3;Ny;04.03.2026;law;agency;;\n")
    assert served() is not None
    assert handout(f"{path}.csv", query, "internal") is not None
