"""Runs before every page: language, filters and navigation, then the page itself within what is chosen."""

import time

import streamlit as st

from reformspor.disclosure import Rule, level_of_process
from reformspor.errors import ReformsporError
from reformspor.page import ahead, frame, navigation, ready
from reformspor.page.cards import Count
from reformspor.page.figure import element
from reformspor.page.filters import carried, filter_row, read_address, write_address
from reformspor.page.freshness import stale_line, wrong_line
from reformspor.page.giving_way import waited_for
from reformspor.page.picking import picked_in, unread
from reformspor.page.screen import Screen
from reformspor.page.serving import chosen, kept_answers, served
from reformspor.page.stage import Stage
from reformspor.scope.picks import Picked
from reformspor.web import log, report_failure
from reformspor.words import speak

words = speak(frame.language())
asked_before = kept_answers()[1]


def draw(name: str) -> None:
    """Draw one page; when it fails, say so and leave the frame standing."""
    started = time.perf_counter()
    try:
        drawn = screen(name)
        with waited_for():
            if ready.run(drawn, navigation.view_of(name)):
                ahead.learn(name, drawn.count.asked)
        took = round((time.perf_counter() - started) * 1000, 1)
        log("page", page=name, ms=took, count=kept_answers()[1] - asked_before)
    except Exception as error:
        frame.problems([words("frame.problem.failed", number=report_failure(error))])


pages = frame.pages(words, draw)
page = st.navigation(list(pages.values()), position="hidden")
now = next(name for name, other in pages.items() if other is page or other.url_path == page.url_path)
st.set_page_config(page_title=pages[now].title, layout="wide", initial_sidebar_state="collapsed")
try:
    snapshot, refusal = served(), words("frame.problem.no_snapshot")
except ReformsporError as error:
    snapshot, refusal = None, words(error.key, **error.details)
rule = Rule.of(level_of_process(address=st.get_option("server.address")))

if snapshot is None:
    frame.top(words, now, {"lang": words.lang}, st.query_params.to_dict())
    frame.problems([refusal])
    st.stop()

filtered = navigation.is_filtered(now)
problems = read_address(words, snapshot.choices, st.query_params, now) if filtered else []
problems += unread(words, snapshot.choices, st.query_params) if filtered else []
top = st.container()
scope = (
    filter_row(words, snapshot.choices, st.query_params, now)
    if filtered
    else carried(words, snapshot.choices, st.query_params)
)
seen = picked_in(snapshot, scope, st.query_params) if filtered else Picked(scope)
if filtered:
    write_address(scope, st.query_params, now)
st.query_params["lang"] = words.lang
address = {**scope.address(), "lang": words.lang}


def screen(name: str) -> Screen:
    """The screen of a page, within the scope that is set."""
    stage = Stage(draw=element(snapshot.manifest.id, rule.level))
    return Screen(words, seen.scope, rule, frame.theme(), snapshot, address, Count(name), seen, stage)


if not ready.at_hand(screen(now)):
    ahead.ask_ahead(now, snapshot.manifest.id, seen, rule.level)
with top:
    frame.top(words, now, address, st.query_params.to_dict())
    stale_line(words, snapshot.manifest)
    wrong_line(words, chosen(snapshot.manifest.id), now)
frame.problems(problems)
page.run()
if navigation.is_on_paper(now):
    frame.take_along(words, now, st.query_params.to_dict())
frame.foot(words, snapshot)
