"""What the ledger's tables hold: which columns stand in a source's private file, and so in what is served of it."""

from __future__ import annotations

LABELS = (
    "role varchar, role_level varchar, place varchar, place_level varchar, unit_id varchar, sector varchar, "
    "month_from date, month_to date"
)
BAND = "band varchar, band_lo integer, band_hi integer"

# `record` keeps content only while it waits or is recent; `forgotten` keeps what is left of the rest: a keyed hash.
# Hours and money are whole hundredths, so that sums are exact. `cell` and `kinds` are packed labels (labels.py).
TABLES = {
    "form": "number integer",
    "batch": "batch integer, as_of date, k integer, p integer, pooling varchar, arrived bigint, rows bigint",
    "label": "kind varchar, id integer, code varchar",
    "person": "pid integer, person_key varchar, person_mark varchar",
    "place": "unit_id varchar, sector varchar",
    "shaken": "pid integer",
    "record": (
        "id bigint, entry_id varchar, sign tinyint, corrects bigint, gone boolean, cell bigint, kinds integer, "
        "pid integer, heads integer, each_h bigint, h bigint, c bigint, arrived integer, row_id bigint, "
        "released integer, session_kind tinyint"
    ),
    "forgotten": "mark uuid, entry uuid, row_id bigint, alike uuid",
    "told_late": "mark uuid, nth bigint",
    "fold": "row_id bigint, margin varchar, code integer, shown integer",
    "bundle_row": "row_id bigint, bundle bigint",
    "effort_fold": "bundle bigint, code integer, shown integer",
    "effort_split": "bundle bigint, kind integer, activity integer, shown integer",
    "released": (
        f"source varchar, municipality_id varchar, row_id bigint, batch integer, {LABELS}, phase varchar, {BAND}, "
        "hours decimal(18,2), cost_nok decimal(18,2)"
    ),
    "released_margin": "source varchar, row_id bigint, margin varchar, code varchar, hours decimal(18,2)",
    "released_capacity": (
        f"source varchar, municipality_id varchar, {LABELS}, {BAND}, available_h decimal(18,2), "
        "release_h decimal(18,2), planned_h decimal(18,2)"
    ),
    "released_fifth": "source varchar, municipality_id varchar, role varchar, year integer, share double, band varchar",
    "released_effort": (
        "source varchar, municipality_id varchar, bundle bigint, batch integer, role varchar, month_from date, "
        "month_to date, band_lo integer, kind varchar, activity varchar, hours decimal(18,2)"
    ),
    "capacity_seen": "period date, unit_id varchar, role varchar",
    "waiting": "source varchar, municipality_id varchar, hours decimal(18,2), records bigint",
}

# What is served of them, and the trees of labels beside it.
SEEN = ("released", "released_margin", "released_capacity", "released_fifth", "released_effort", "waiting")
TREES = {"role_tree": "label varchar, leaf varchar", "place_tree": "label varchar, unit_id varchar, sector varchar"}
