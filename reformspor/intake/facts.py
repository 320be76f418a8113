"""What must agree between fields and rows: times of a session, hours of a day, and the order of events."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.intake.fields import literal, quoted
from reformspor.intake.hashing import heavy_sums
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench

HOURS_IN_DAY = 24


@dataclass(frozen=True)
class Meeting:
    """Fields of a table of meetings that must agree."""

    table: str
    date: str
    start: str
    end: str
    duration: str = ""


@dataclass(frozen=True)
class Held:
    """A table whose dates may lie ahead: a row with the status `held` has happened, and its date may not."""

    table: str
    status: str
    held: str
    date: str


@dataclass(frozen=True)
class Day:
    """Fields of a table of hours: no head can give more than 24 hours to one day."""

    table: str
    person: str
    day: str
    hours: str
    headcount: str = ""


@dataclass(frozen=True)
class Events:
    """A table of changes: none before its subject began, and each begins where the last one ended."""

    table: str
    of: str
    at: str
    before: str
    after: str
    subject: str = ""
    began: str = ""


def check_held(bench: Bench, rule: Held) -> None:
    """What has been held was held no later than the day of the export."""
    typed = _with(bench, rule.table, rule.status, rule.date)
    if typed is None:
        return
    date = quoted(rule.date)
    late = f"{quoted(rule.status)} = '{rule.held}' and {date} > date '{bench.frame.as_of}'"
    wrong = f'select "row", {date} as value from {typed.name} where {late}'
    bench.refuse(typed, rule.date, "held_later", wrong, as_of=bench.frame.as_of)


def check_meeting(bench: Bench, rule: Meeting) -> None:
    """A session ends after it starts and within a day, and its date and length are those of its times."""
    typed = _with(bench, rule.table, rule.date, rule.start)
    if typed is None:
        return
    date, start, end = quoted(rule.date), quoted(rule.start), quoted(rule.end)
    local = f"timezone({literal(bench.frame.zone)}, {start})::date"
    rows = f'select "row", %s as value from {typed.name} where '
    bench.refuse(typed, rule.date, "date_not_start", rows % date + f"{local} <> {date}")
    if rule.end not in typed.fields:
        return
    bench.refuse(typed, rule.end, "end_before_start", rows % end + f"{end} <= {start}")
    long = f"{end} > {start} + interval {HOURS_IN_DAY} hours"
    bench.refuse(typed, rule.end, "longer_than_day", rows % end + long)
    if rule.duration in typed.fields:
        hours = f"epoch({end} - {start}) / 3600.0"
        wrong = f"{end} > {start} and abs({hours} - {quoted(rule.duration)}) > 0.02"
        bench.refuse(typed, rule.duration, "duration_not_times", rows % quoted(rule.duration) + wrong)


def check_day(bench: Bench, rule: Day) -> None:
    """No row has more hours a head than the day it names, and no person more in all rows of one day."""
    typed = _with(bench, rule.table, rule.hours)
    if typed is None or (rule.day in typed.source.table.fields and rule.day not in typed.fields):
        return
    day, hours = quoted(rule.day), quoted(rule.hours)
    alone = f'select "row", {hours} as value from {typed.name} where {day} is not null and {hours} > {HOURS_IN_DAY}'
    bench.refuse(typed, rule.hours, "hours_beyond_day", alone)
    if rule.person not in typed.fields:
        return
    # However it is typed, it is one person's day.
    person = f"lower({quoted(rule.person)})"
    if rule.headcount in typed.fields:
        crowd = f'select "row", {quoted(rule.headcount)} as value from {typed.name} where {person} is not null'
        many = f"{crowd} and {quoted(rule.headcount)} <> 1"
        bench.refuse(typed, rule.headcount, "one_person_many_heads", many)
    both = f"{person} is not null and {day} is not null"
    heavy = heavy_sums(bench.con, typed.name, f"{person}, {day}", hours, HOURS_IN_DAY, both)
    if heavy == "false":
        return
    over = (
        f"select {person} as person, {day} as on_day, sum({hours}) as total from {typed.name} "
        f"where {heavy} group by 1, 2 having sum({hours}) > {HOURS_IN_DAY}"
    )
    bench.con.execute(f"create or replace temp table over__ as {over}")
    groups = bench.con.execute(
        f'select on_day, total, list(t."row" order by t."row"), max({hours}) from over__ '
        f"join {typed.name} t on {person} = over__.person and t.{day} = on_day group by all order by 1, 3"
    ).fetchall()
    for on_day, total, rows, largest in groups:
        said = {"date": on_day, "hours": float(total), "rows": _rows(rows)}
        file, table = typed.source.file, rule.table
        if largest <= HOURS_IN_DAY:
            bench.faults.add("day_over_24", file, None, rule.hours, table=table, **said)
        # A row with more than a day by itself has been named for that.
        if len(rows) > 1:
            bench.faults.along("day_over_24", file, rule.hours, table, [(int(row), None) for row in rows], **said)
    bench.con.execute(
        f"insert into {typed.bad} select t.\"row\", '{rule.hours}' from {typed.name} t "
        f"join over__ on {person} = over__.person and t.{day} = on_day"
    )


def _rows(rows: list[int]) -> str:
    return ", ".join(str(row) for row in rows[:20]) + (" …" if len(rows) > 20 else "")


def check_events(bench: Bench, rule: Events) -> None:
    """No change before its subject began, and none that says it began elsewhere than the last one ended."""
    typed = _with(bench, rule.table, rule.of, rule.at)
    if typed is None:
        return
    of, at = quoted(rule.of), quoted(rule.at)
    subject = bench.tables.get(rule.subject)
    if subject is not None and rule.began in subject.fields:
        key = quoted(subject.source.table.key[0])
        early = (
            f'select e."row", e.{at} as value from {typed.name} e join {subject.name} s on s.{key} = e.{of} '
            f"where e.{at} < s.{quoted(rule.began)}"
        )
        bench.refuse(typed, rule.at, "event_before_start", early)
    if not {rule.before, rule.after} <= set(typed.fields):
        return
    before, after = quoted(rule.before), quoted(rule.after)
    # Two events on one day have no certain order, so only a day with a single event is held against the last one.
    broken = (
        f'select "row", {before} as value from (select *, lag({after}) over w as was, lag({at}) over w as was_at, '
        f"count(*) over (partition by {of}, {at}) as same_day from {typed.name} window w as (partition by {of} "
        f'order by {at}, "row")) e where {before} is not null and was is not null and was <> {before} '
        f"and same_day = 1 and not exists (select 1 from {typed.name} o where o.{of} = e.{of} and o.{at} = was_at "
        f"and o.{after} = e.{before})"
    )
    bench.refuse(typed, rule.before, "event_order", broken)


def _with(bench: Bench, table: str, *fields: str) -> Typed | None:
    typed = bench.tables.get(table)
    return typed if typed is not None and all(field in typed.fields for field in fields) else None
