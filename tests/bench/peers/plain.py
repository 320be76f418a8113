"""The plain way: what one would write first. Plotly Express over Parquet at every change, and nothing kept.

The same nine figures as the heaviest view, over the same rows, without protection. Its folder is in BENCH_SET.
"""

import os

import duckdb
import plotly.express as px
import streamlit as st

ROLES = ("helper", "union_rep", "local_union_rep", "leader", "employee")
ALONG = "sum(hours) filter (where activity <> 'conduct') / sum(hours) filter (where activity = 'conduct') as ratio"
FILE = f"'{os.environ['BENCH_SET']}/resource_use.parquet'"

st.set_page_config(layout="wide")
roles = st.pills("Rolle", ROLES, selection_mode="multi")
where = "where role in (" + ", ".join(f"'{role}'" for role in roles) + ")" if roles else ""


def ask(sql: str):
    """The rows of a query over the chosen rows."""
    return duckdb.sql(sql.format(t=f"(select * from {FILE} {where})")).df()


def bars(by: str, title: str) -> None:
    """Hours by month, stacked."""
    rows = ask(f"select month, {by}, sum(hours) as hours from {{t}} group by all order by month, {by}")
    st.plotly_chart(px.bar(rows, x="month", y="hours", color=by, title=title), key=title)


def heat(across: str, down: str, title: str, within: str = "") -> None:
    """Hours in two directions."""
    rows = ask(f"select {across}, {down}, sum(hours) as hours from {{t}} {within} group by all order by all")
    figure = px.density_heatmap(rows, x=across, y=down, z="hours", nbinsx=60, title=title)
    st.plotly_chart(figure, key=title)


bars("role", "Rolle")
bars("activity", "Aktivitet")
heat("activity", "role", "Rolle og aktivitet")
bars("on_top", "På toppen")
left, right = st.columns(2)
with left:
    heat("on_top", "role", "På toppen etter rolle")
with right:
    years = ask(f"select year(month)::varchar as year, {ALONG} from {{t}} group by 1 order by 1")
    st.plotly_chart(px.bar(years, x="ratio", y="year", title="Stønad"), key="Stønad")
left, right = st.columns(2)
with left:
    each = ask(f"select role, {ALONG} from {{t}} group by 1 order by 2")
    st.plotly_chart(px.bar(each, x="ratio", y="role", title="Stønad etter rolle"), key="Stønad etter rolle")
with right:
    kinds = ask("select basis, sum(hours) as hours from {t} group by 1 order by 2")
    st.plotly_chart(px.bar(kinds, x="hours", y="basis", title="Grunnlag"), key="Grunnlag")
heat(
    "month",
    "unit_id",
    "Eining",
    "where unit_id in (select distinct unit_id from '{}/units.parquet')".format(os.environ["BENCH_SET"]),
)
