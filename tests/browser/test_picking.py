"""What is picked in a figure narrows the rest of its page, by mouse, touch and keyboard, and one click undoes it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reading import opened, says, settled, until

STACKED = ".st-key-card_resources_resources_hours_by_role_month_1"
HEAT = ".st-key-card_resources_resources_unit_month_per_100_fte_1"
OTHER = ".st-key-card_resources_resources_hours_by_activity_month_1"
BARS = ".st-key-card_barriers_barriers_by_type_1"
UNPICK = "[class*='st-key-unpick_'] button"
WHOLE_PERIOD = re.compile("heile perioden", re.IGNORECASE)


def drawn(page, card):
    """The card's plot, in sight and drawn."""
    page.wait_for_selector(f"{card} .rs-plot[data-drawn='yes']", state="attached")
    plot = page.locator(f"{card} .rs-plot")
    plot.scroll_into_view_if_needed()
    return plot


def press(page, mark, touch=False):
    box = mark.bounding_box()
    where = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(*where) if touch else page.mouse.click(*where)


def cell(page, card, unit, month):
    """Where a cell of the heat map lies on the screen, by the numbers of its row and column."""
    return page.evaluate(
        """([card, row, column]) => {
            const box = document.querySelector(card + " .rs-plot"), at = box.getBoundingClientRect();
            const trace = box.data.find((one) => one.type === "heatmap"), { xaxis, yaxis } = box._fullLayout;
            const x = at.x + xaxis._offset + xaxis.l2p(trace.x[column]) - box.scrollLeft;
            const y = at.y + yaxis._offset + yaxis.l2p(trace.y[row]);
            return [x, y, trace.meta.rows[row], trace.meta.columns[column]];
        }""",
        [card, unit, month],
    )


def filled(page, card):
    """The row and column of a cell that has something in it."""
    return page.evaluate(
        """(card) => {
            const trace = document.querySelector(card + " .rs-plot").data.find((one) => one.type === "heatmap");
            const row = trace.z.findIndex((cells) => cells.some((step) => step !== null));
            return [row, trace.z[row].findLastIndex((step) => step !== null)];
        }""",
        card,
    )


def subtitle(page, card):
    return page.locator(f"{card} .rs-sub")


def test_a_month_pressed_in_stacked_months_narrows_the_rest_and_the_same_press_undoes_it(page, address):
    opened(page, f"{address}/resources?lang=nn")
    bars = drawn(page, STACKED).locator(".bars .point path")
    press(page, bars.nth(3))
    page.wait_for_url(re.compile(r"pick_period=\d{4}-\d{2}%40resources"))
    assert "pick_role" not in page.url
    expect(page.locator(UNPICK)).to_be_visible()
    expect(subtitle(page, OTHER)).not_to_contain_text(WHOLE_PERIOD)
    says(subtitle(page, STACKED), WHOLE_PERIOD)
    until(page, f"document.querySelector('{STACKED} .rs-plot').layout.shapes.some((s) => s.name === 'picked')")
    press(page, drawn(page, STACKED).locator(".bars .point path").nth(3))
    page.wait_for_url(lambda url: "pick_" not in url)
    says(subtitle(page, OTHER), WHOLE_PERIOD)


def test_a_role_is_picked_by_the_key_with_the_keyboard_and_the_chip_undoes_it(page, address):
    opened(page, f"{address}/resources?lang=nn")
    drawn(page, STACKED)
    page.locator(f"{STACKED} .rs-key button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("pick_role=helper"))
    pressed = page.locator(f"{STACKED} .rs-key button[aria-pressed='true']")
    expect(pressed).to_have_attribute("data-pick", "role=helper")
    expect(pressed).to_be_focused()
    says(subtitle(page, OTHER), re.compile("hjelpar", re.IGNORECASE))
    page.locator(UNPICK).click()
    page.wait_for_url(lambda url: "pick_" not in url)


def test_a_cell_of_the_heat_map_picks_unit_and_month_at_once_and_a_link_restores_both(page, address, browser):
    opened(page, f"{address}/resources?lang=nn")
    drawn(page, HEAT)
    x, y, unit, month = cell(page, HEAT, *filled(page, HEAT))
    page.mouse.click(x, y)
    page.wait_for_url(re.compile("pick_unit="))
    code = unit.removeprefix("unit=")
    assert f"pick_unit={code}%40" in page.url
    assert f"pick_period={month.removeprefix('period=')}%40" in page.url
    expect(subtitle(page, OTHER)).not_to_contain_text(WHOLE_PERIOD)
    settled(page)
    expect(page.locator(UNPICK)).to_have_count(1)
    other = browser.new_context().new_page()
    opened(other, page.url)
    for where in UNPICK, f"{OTHER} .rs-sub":
        expect(other.locator(where)).to_have_text(page.locator(where).inner_text(), use_inner_text=True)
    other.context.close()


def test_the_list_of_a_card_makes_the_same_choice_with_the_keyboard_alone(page, address):
    opened(page, f"{address}/barriers?lang=en")
    drawn(page, BARS)
    page.locator(f"{BARS} .rs-menu-pick summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{BARS} .rs-pick select")
    page.keyboard.press("Tab")
    expect(page.locator(f"{BARS} .rs-pick select[name='type']")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("pick_type="))
    expect(page.locator(UNPICK)).to_be_visible()
    settled(page)
    expect(page.locator("summary:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{BARS} .rs-pick button[type='button']")
    page.locator(f"{BARS} .rs-pick button[type='button']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "pick_" not in url)


@pytest.mark.parametrize("card", [BARS])
def test_a_tap_picks_a_ranked_bar_on_a_phone(browser, address, card):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    opened(page, f"{address}/barriers?lang=nn")
    press(page, drawn(page, card).locator(".bars .point path").first, touch=True)
    page.wait_for_url(re.compile("pick_type="))
    expect(page.locator(UNPICK)).to_be_visible()
    context.close()


def test_another_page_does_not_inherit_what_was_picked_here(page, address):
    opened(page, f"{address}/resources?lang=nn&pick_role=helper@resources/hours_by_role_month")
    expect(page.locator(UNPICK)).to_be_visible()
    page.locator(".rs-readers a", has_text="Presentasjon").click()
    page.wait_for_url(re.compile("/barriers"))
    expect(page.locator("h1")).to_have_text(re.compile("barrierar", re.IGNORECASE))
    settled(page)
    assert "pick_" not in page.url
    expect(page.locator(UNPICK)).to_have_count(0)


def test_a_pick_no_longer_readable_is_said_and_the_page_stands(page, address):
    opened(page, f"{address}/resources?lang=nn&pick_role=helpar@resources/hours_by_role_month")
    says(page.locator(".rs-notice"), "rolle")
    expect(page.locator("[class*='st-key-unpick_']")).to_have_count(0)
