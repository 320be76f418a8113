"""What a reader sees before the application runs is the page's own beginning, at this level, in this language."""

import re
import time
from collections.abc import Iterator
from html import escape

import pytest

from reformspor.page import first as first_module
from reformspor.page import ready
from reformspor.page.making_ready import make_ready, unseen
from reformspor.page.ready import Shelf
from reformspor.page.tape import Step
from reformspor.web.beginning import beginning, placed
from reformspor.web.shell import shell
from tests.page.conftest import held
from tests.web.test_guard import ASSETS, get

__all__ = ["held"]


@pytest.fixture(autouse=True)
def at_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of other tests is at hand."""
    monkeypatch.setattr(ready, "_shelf", Shelf())
    first_module._kept.clear()
    yield
    first_module._kept.clear()


def test_nothing_is_shown_of_a_page_that_is_not_at_hand_and_nothing_is_worked_out_for_it(held):
    assert beginning("overview", "", "internal", "nn") is None


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_the_beginning_has_the_pages_own_title_and_headline_numbers_and_its_first_figure(held, lang):
    make_ready("overview", {"lang": lang}, "internal")
    kept = ready.kept(ready.key_of(unseen("overview", {"lang": lang}, "internal")))
    card = next(step.given[0] for step in kept if step.deed == "card")
    page = "".join(step.given[0] for step in kept if step.deed == "html" and step.at == 0)
    found = beginning("overview", f"lang={lang}", "internal", lang)
    assert found.figure
    for pattern in (r"<h1[^>]*>.*?</h1>", r'<div class="rs-value">.*?</div>'):
        assert re.findall(pattern, found.text) != []
        assert re.findall(pattern, found.text) == re.findall(pattern, page)[: len(re.findall(pattern, found.text))]
    assert len(re.findall('class="rs-value"', found.text)) == len(re.findall('class="rs-value"', page))
    assert f'aria-label="{escape(card.said["alt"])}"' in found.text
    assert "<svg" in found.text


def test_what_is_at_hand_at_one_level_or_language_is_not_shown_at_another(held):
    make_ready("overview", {"lang": "nn"}, "internal")
    assert beginning("overview", "", "internal", "nn") is not None
    assert beginning("overview", "", "public", "nn") is None
    assert beginning("overview", "", "internal", "en") is None
    assert beginning("sessions", "", "internal", "nn") is None


def test_a_page_is_made_ready_in_the_language_the_reader_chose_last(held):
    get("/", level="internal", cookie="reformspor_lang=en")
    end = time.monotonic() + 60
    while time.monotonic() < end and beginning("overview", "", "internal", "en") is None:
        time.sleep(0.05)
    assert beginning("overview", "", "internal", "en") is not None
    assert beginning("overview", "", "internal", "nn") is None


def test_filters_that_are_at_hand_are_shown_with_what_is_chosen_and_others_are_not(held):
    make_ready("overview", {"lang": "nn", "role": "helper"}, "internal")
    found = beginning("overview", "role=helper&lang=nn", "internal", "nn")
    assert "rs-first-on" in found.text
    assert "role=helper" in found.text
    assert beginning("overview", "role=leader", "internal", "nn") is None


@pytest.mark.parametrize("query", ["q=per", "role=helper&x=1", "pick=a", "lang=nn&" + "a" * 3000])
def test_what_no_filter_says_is_answered_without_a_beginning(held, query):
    make_ready("overview", {"lang": "nn"}, "internal")
    assert beginning("overview", query, "internal", "nn") is None


def test_it_ends_at_the_first_figure_or_at_what_only_the_page_itself_can_draw(held):
    steps = [Step(0, "html", ("<p>a</p>",)), Step(0, "choose", ()), Step(0, "html", ("<p>b</p>",))]
    assert [step.given[0] for step in first_module._until_first_card(steps)] == ["<p>a</p>"]


def test_the_small_lines_of_tiles_have_the_colours_of_either_theme(held):
    make_ready("overview", {"lang": "nn"}, "internal")
    text = beginning("overview", "", "internal", "nn").text
    assert 'class="rs-spark" role="img" aria-label="' in text
    assert "var(--accent)" in text
    assert "data:image" not in text


def test_it_brings_no_script_into_the_page_and_stands_in_a_tree_of_its_own(held):
    make_ready("overview", {"lang": "nn"}, "internal")
    whole = placed(shell("nn", ASSETS), beginning("overview", "", "internal", "nn"), ASSETS)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", whole))
    assert not re.search(r"<[^>]*\son\w+=", whole)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', whole)
    tree = whole[whole.index("<template") : whole.index("</template>")]
    assert 'shadowrootmode="closed"' in tree
    assert "<h1" in tree
    assert "<h1" not in whole.replace(tree, "")
    assert whole.index('id="rs-first"') < whole.index('id="root"')


def test_every_file_streamlit_asks_for_late_is_named_in_the_shell():
    named = re.findall(r'href="(/[^"]+\.js)"', shell("nn", ASSETS))
    for name in ("Html", "PageLink", "Button", "BidiComponent"):
        assert any(re.fullmatch(rf"/static/js/{name}\.[\w-]+\.js", path) for path in named), name
    assert any(path.endswith("reformspor.figure/figure.js") for path in named)
    assert any(path.endswith("plotly-cartesian.min.js") for path in named)
