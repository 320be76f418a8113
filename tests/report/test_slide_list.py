"""Which slides a presentation has stands in the address bar, and is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.report.order import Item
from reformspor.report.receivers import receivers
from reformspor.report.slide_list import MOST, apart, read_slide, read_slides, slide_code, slide_codes, together
from reformspor.words import LANGUAGES, speak

ITEMS = (
    Item("barriers", ("barriers_barriers_by_type_1",), {"type": "digital,privacy"}),
    Item("dossier", ("dossier_dossier_asks_1",), {"owner": "ministry/eit departement ~ & = ?"}),
    Item("overview", ("number_7",)),
)


def test_the_slides_of_an_address_are_those_that_were_written():
    assert read_slides(slide_codes(ITEMS)) == ITEMS


@given(st.text(max_size=80))
def test_whatever_an_owner_is_called_its_slides_are_read_back(name):
    address = {"owner": name} if name else {}
    item = Item("dossier", ("dossier_dossier_asks_1",), address)
    assert read_slides(slide_codes([item, *ITEMS])) == (item, *ITEMS)


@pytest.mark.parametrize(
    "code", ["barriers", "Barriers.by_type_1", "barriers.by type", "../pages.x", "a.b?", "a.b~c?x"]
)
def test_what_is_no_slide_is_refused(code):
    with pytest.raises(ValueError, match=r".*"):
        read_slide(code)


def test_no_more_slides_are_read_than_a_meeting_has_time_for():
    code = slide_code(ITEMS[0])
    assert len(read_slides("~".join([code] * MOST))) == MOST
    with pytest.raises(ValueError, match="barriers"):
        read_slides("~".join([code] * (MOST + 1)))


def test_neighbours_of_one_view_are_asked_for_once_and_come_apart_again_in_the_same_order():
    first, other = Item("barriers", ("a",)), Item("barriers", ("b",))
    given = (first, other, ITEMS[2], Item("barriers", ("c",)), Item("barriers", ("d",), {"type": "digital"}))
    held = together(given)
    assert [item.keys for item in held] == [("a", "b"), ("number_7",), ("c",), ("d",)]
    assert apart(held) == given


def test_every_receiver_has_a_name_a_dedication_and_a_reason_in_every_language():
    assert set(receivers()) == {
        "council", "dfd", "ks", "dfo", "digdir", "doga", "county_governor", "research_council",
    }  # fmt: skip
    for lang in LANGUAGES:
        for code in receivers():
            assert all(speak(lang).has(f"presentation.receiver.{code}.{part}") for part in ("name", "to", "why"))
