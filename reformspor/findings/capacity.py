"""When the hours run out, how thinly helpers are spread, and on how few the work rests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.effects.scenario import A_MINUTE, FELT
from reformspor.findings.amounts import figure_of, number, say_ends, say_pair
from reformspor.findings.finding import Finding, silent
from reformspor.findings.glance import Glance
from reformspor.findings.labels import inside, label_of
from reformspor.words import Words


def state_shortage(answer: Answer, words: Words) -> Finding:
    """The first of the coming eight weeks in which the sessions ask for more hours than there are.

    Rule: said of the first whole week whose gap is sure and felt (at least 5 per cent of its hours); else of the first
    that may have one.
    """
    rule = words("capacity.rule.gap", share=words.percent(FELT))
    known = _known_weeks(answer)
    if not known:
        return Finding(words("capacity.finding.unknown"), rule, "sure", True, 0.0, "gap")
    for column, key in (("gap", "breaks"), ("gap_possible", "may_break")):
        short = _short(known, column)
        if short:
            first = short[0]
            start = pd.Timestamp(first["day_from"]).date()
            text = words(
                f"capacity.finding.{key}",
                date=start,
                week=str(start.isocalendar().week),
                need=_pair(first, "need", words),
                available=_pair(first, "available", words),
                n=len(short),
            )
            return Finding(text, rule, "fairly_sure" if column == "gap" else "unsure", False, 2.0, "gap")
    return Finding(words("capacity.finding.enough"), rule, "fairly_sure", True, 0.0, "gap")


def first_gap(answer: Answer) -> dt.date | None:
    """The Monday of the first whole coming week with a gap that is sure and felt; None when there is none."""
    short = _short(_known_weeks(answer))
    return pd.Timestamp(short[0]["day_from"]).date() if short else None


def _known_weeks(answer: Answer) -> list[dict[str, Any]]:
    """The whole coming weeks whose gap is known; what is left of this week is never said to break."""
    rows = [] if silent(answer) else answer.copy_rows()
    return [row for row in rows if row["span"] == "week" and row["whole"] and not pd.isna(row["gap"])]


def state_short_months(answer: Answer, words: Words) -> Finding:
    """In how many of the months that are over the sessions held asked for more hours than there were."""
    rule = words("capacity.rule.months")
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["span"] == "month"]
    coming = [row for row in rows if pd.Timestamp(row["day_from"]).date() > answer.provenance.as_of]
    over = [row for row in rows if row not in coming and not pd.isna(row["gap"])]
    if not over:
        return Finding(words("capacity.finding.unknown"), rule, "sure", True, 0.0, "months")
    known = [row for row in coming if not pd.isna(row["gap"])]
    short, ahead = _short(over), _short(known)
    if short or ahead:
        key = "months_ahead" if not short else "months_short" if ahead else "months_short_past"
        text = words(f"capacity.finding.{key}", n=len(over), **_counted(words, short=len(short), ahead=len(ahead)))
        return Finding(text, rule, "fairly_sure", False, float(len(short)), "months")
    short, ahead = _short(over, "gap_possible"), _short(known, "gap_possible")
    # That the hours sufficed is said only of months in which not even the most that may be needed was too much.
    key = "months_perhaps" if short or ahead else "months_enough" if len(known) == len(coming) else "months_past"
    text = words(f"capacity.finding.{key}", n=len(over), **_counted(words, short=len(short), ahead=len(ahead)))
    return Finding(text, rule, "unsure" if short or ahead else "fairly_sure", True, 0.0, "months")


def _counted(words: Words, **counts: int) -> dict[str, str]:
    """Counts for a sentence: one is written as a word."""
    return {name: words("capacity.one") if n == 1 else words.number(n) for name, n in counts.items()}


def _short(rows: list[dict[str, Any]], column: str = "gap") -> list[dict[str, Any]]:
    """The rows whose gap is felt beside the hours there are."""
    return [row for row in rows if number(row[column]) > max(FELT * number(row["available"]), A_MINUTE)]


def state_beside(answer: Answer, words: Words, unplaced: str = "") -> str:
    """How much of the hours went to no session, so that nobody takes the need for all there is to do.

    `unplaced` is what `state_unplaced` says, at its end.
    """
    if silent(answer):
        return words("capacity.beside.unknown")
    rows = {str(row["kind"]): row for row in answer.copy_rows()}
    beside, whole = rows.get("none"), rows.get("all")
    pooled = [str(row["kind"]) for row in answer.copy_rows() if row["basis"] == "pooled"]
    said = []
    if beside is not None and whole is not None:
        hours = number(beside["hours"])
        share = hours / max(hours + number(whole["hours"]), 1.0)
        said.append(words("capacity.beside.told", share=words.percent(share)))
    if pooled:
        kinds = words.listing([inside(label_of(words, "kind", kind)) for kind in pooled])
        said.append(words("capacity.beside.pooled", kinds=kinds))
    elif rows:
        said.append(words("capacity.beside.none_pooled"))
    return " ".join([*said, *([unplaced] if unplaced else [])])


def state_concentration(answer: Answer, words: Words) -> Finding:
    """The part of the hours that the busiest fifth of a role carried in the latest closed year."""
    rule = words("capacity.rule.fifth")
    rows = [] if silent(answer) else answer.copy_rows()
    latest = next((row for row in rows if row["is_latest"]), None)
    if latest is None:
        return Finding(words("capacity.finding.no_fifth"), rule, "sure", True, 0.0, "fifth")
    role = inside(label_of(words, "role", latest["role"]))
    text = words(
        "capacity.finding.fifth",
        role=role,
        share=words.percent(number(latest["fifth_share"])),
        year=str(latest["year"]),
    )
    return Finding(text, rule, "sure", False, 1.0, "fifth")


def state_calendar(answer: Answer, words: Words) -> Finding:
    """The busiest week that is planned."""
    rule = words("capacity.rule.calendar")
    sums: dict[dt.date, int] = {}
    for row in [] if silent(answer) else answer.copy_rows():
        day = pd.Timestamp(row["day"]).date()
        if row["n_coming"] and day >= answer.provenance.as_of:
            monday = day - dt.timedelta(days=day.weekday())
            sums[monday] = sums.get(monday, 0) + int(row["n_coming"])
    if not sums:
        return Finding(words("capacity.finding.none_planned"), rule, "sure", True, 0.0, "calendar")
    busiest = max(sums, key=lambda monday: (sums[monday], -monday.toordinal()))
    text = words("capacity.finding.busiest", date=busiest, n=sums[busiest])
    return Finding(text, rule, "sure", False, 1.0, "calendar")


def glance_shortage(answer: Answer, words: Words) -> Glance:
    """Hours missing in all over the coming eight weeks, and the week it begins."""
    weeks = _known_weeks(answer)
    if not weeks:
        return Glance("\N{EN DASH}")
    sure, most = (sum(number(row[name]) for row in weeks) for name in ("gap", "gap_possible"))
    start = first_gap(answer)
    perhaps = _short(weeks, "gap_possible")
    when = words("capacity.glance.from", date=start) if start else words("capacity.glance.no_gap")
    if perhaps and not start:
        when = words("capacity.glance.perhaps", date=pd.Timestamp(perhaps[0]["day_from"]).date())
    return Glance(
        value=say_ends(sure, most - sure, words),
        unit=words("charts.unit.hours"),
        change=when,
        spark=tuple(number(row["gap"]) for row in weeks),
        tone="act" if start else "watch" if perhaps else "good",
    )


def glance_fill(answer: Answer, words: Words) -> Glance:
    """The share of the helpers needed in the coming eight weeks that are in place, against the eight weeks before."""
    rows = {row["span"]: row for row in answer.copy_rows() if row["span"] != "week"} if not silent(answer) else {}
    coming, past = rows.get("coming"), rows.get("past")
    if coming is None or pd.isna(coming["fill"]):
        return Glance("\N{EN DASH}")
    former = None
    if past is not None and not pd.isna(past["fill"]):
        former = words("capacity.glance.past_fill", share=words.percent(number(past["fill"])))
    value, unit = _share(number(coming["fill"]), words)
    weeks = sorted((r for r in answer.copy_rows() if r["span"] == "week"), key=lambda row: row["week_from"])
    spark = tuple(number(row["fill"]) for row in weeks if not pd.isna(row["fill"]))
    return Glance(value, unit, None, spark, former=former)


def fill_ends(answer: Answer) -> tuple[float, float] | None:
    """The fill of the coming eight weeks as the two ends of a share; None when no helper is needed."""
    if silent(answer):
        return None
    coming = next((row for row in answer.copy_rows() if row["span"] == "coming"), None)
    return None if coming is None or pd.isna(coming["fill"]) else (number(coming["fill"]),) * 2


def glance_unstaffed(answer: Answer, words: Words) -> Glance:
    """How many of the sessions planned for the coming eight weeks lack helpers."""
    rows = [] if silent(answer) else answer.copy_rows()
    if not rows:
        return Glance("\N{EN DASH}")
    lack, planned = (int(sum(number(row[name]) for row in rows)) for name in ("n_unstaffed", "n_sessions"))
    said = words("capacity.glance.of_planned", n=planned)
    return Glance(
        words.number(lack),
        words("capacity.glance.sessions", n=lack),
        said,
        tuple(number(r["n_unstaffed"]) for r in rows),
    )


def glance_fifth(answer: Answer, words: Words) -> Glance:
    """The busiest fifth's part of the hours in the latest closed year, and in the year before."""
    rows = [] if silent(answer) else sorted(answer.copy_rows(), key=lambda row: -int(row["year"]))
    if not rows:
        return Glance("\N{EN DASH}")
    value, unit = _share(number(rows[0]["fifth_share"]), words)
    former = None
    if len(rows) > 1:
        share = words.percent(number(rows[1]["fifth_share"]))
        former = words("capacity.glance.former_year", share=share, year=str(rows[1]["year"]))
    said = words(
        "capacity.glance.year", year=str(rows[0]["year"]), people=str(rows[0]["band"]).replace("-", "\N{EN DASH}")
    )
    spark = tuple(number(row["fifth_share"]) for row in reversed(rows))
    return Glance(value, unit, said, spark, former=former)


def glance_session(answer: Answer, words: Words) -> Glance:
    """Hours a session of any kind takes in all, with the work before and after it."""
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["kind"] == "all" and row["sessions"]]
    if not rows:
        return Glance("\N{EN DASH}")
    least, most = number(rows[0]["per_session"]), number(rows[0]["per_session_possible"])
    said = words("capacity.glance.mean", n=int(rows[0]["sessions"]))
    return Glance(say_ends(least, most - least, words), words("charts.unit.hours"), said)


def state_session(answer: Answer, words: Words) -> Finding:
    """What a session of any kind takes, and what part of the hours told apart prepare it and follow it up."""
    rule = words("capacity.rule.session")
    whole = [] if silent(answer) else [row for row in answer.copy_rows() if row["kind"] == "all" and row["sessions"]]
    if not whole:
        return Finding(words("capacity.beside.unknown"), rule, "sure", True, 0.0, "session")
    hours = _pair(whole[0], "per_session", words)
    told = {name: max(number(whole[0][name]), 0.0) for name in ("prepare", "conduct", "follow_up")}
    if not sum(told.values()):
        return Finding(words("capacity.finding.session", hours=hours), rule, "fairly_sure", False, 1.0, "session")
    outside = words.percent(1 - told["conduct"] / sum(told.values()))
    text = words("capacity.finding.session_split", hours=hours, outside=outside)
    return Finding(text, rule, "fairly_sure", False, 1.0, "session")


def state_support_ends(answer: Answer, words: Words) -> Finding:
    """Between what the support ratio lies in the latest year that has both ends, of capacity/support_ratio."""
    rule = words("capacity.rule.support")
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["span"] == "year"]
    told = [row for row in rows if not pd.isna(row["ratio_least"]) and not pd.isna(row["ratio_most"])]
    if not told:
        return Finding(words("capacity.support.unknown"), rule, "sure", True, 0.0, "support")
    latest = max(told, key=lambda row: row["day_from"])
    ends = {name: figure_of(number(latest[f"ratio_{name}"]), words, 1) for name in ("least", "most")}
    year = str(pd.Timestamp(latest["day_from"]).year)
    return Finding(words("capacity.finding.support", year=year, **ends), rule, "fairly_sure", False, 1.0, "support")


def effort_since(as_of: dt.date) -> dt.date:
    """The first day that hours for each session are measured from, as in capacity/effort_by_kind."""
    return dt.date(as_of.year - 1 + (as_of.month == 12 and as_of.day == 31), 1, 1)


def state_unplaced(answer: Answer, words: Words) -> str:
    """How many hours stand under names that gather several roles, so that no session's hours hold them; "" if none.

    The answer is to resources/hours_by_role for one kind of role, since `effort_since`.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    hours = sum(max(number(row["hours_possible"]) - number(row["hours"]), 0.0) for row in rows)
    return words("capacity.beside.unplaced", hours=say_pair(hours, 0.0, words, "hours")) if hours >= 1 else ""


def _share(share: float, words: Words) -> tuple[str, str]:
    return words.number(100 * share, 0), words("charts.unit.percent")


def _pair(row: dict[str, Any], name: str, words: Words) -> str:
    least = number(row[name])
    return say_pair(least, max(number(row[f"{name}_possible"]) - least, 0.0), words, "hours")
