"""Vizro at its best: the same nine figures over sums made beforehand, as bare figures and not through Plotly Express.

Run by its own Python (see `peers.vizro`), as it is no dependency of the project. Its folder is in BENCH_SET.
"""

import os

import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from vizro import Vizro
from vizro.models.types import capture

FOLDER = os.environ["BENCH_SET"]
CUBE = pd.read_parquet(f"{FOLDER}/cube.parquet")
UNITS = pd.read_parquet(f"{FOLDER}/units.parquet")


@capture("graph")
def bars(data_frame, by, title):
    """Hours by month, stacked."""
    sums = data_frame.groupby(["month", by], as_index=False)["hours"].sum()
    made = go.Figure(layout={"title": title, "barmode": "relative"})
    for name, part in sums.groupby(by):
        made.add_bar(x=part["month"], y=part["hours"], name=name)
    return made


@capture("graph")
def heat(data_frame, across, down, title):
    """Hours in two directions."""
    table = data_frame.pivot_table(index=down, columns=across, values="hours", aggfunc="sum")
    made = go.Figure(layout={"title": title})
    made.add_heatmap(x=table.columns, y=table.index, z=table.to_numpy())
    return made


@capture("graph")
def along(data_frame, by, title):
    """Hours of preparing and following up for each hour held."""
    cells = data_frame.assign(year=data_frame["month"].dt.year.astype(str))
    cells = cells.pivot_table(index=by, columns="activity", values="hours", aggfunc="sum")
    made = go.Figure(layout={"title": title})
    if "conduct" in cells:
        rest = cells.drop(columns="conduct").sum(axis=1) / cells["conduct"]
        made.add_bar(x=rest, y=rest.index, orientation="h")
    return made


@capture("graph")
def whole(data_frame, by, title):
    """Hours by one thing."""
    sums = data_frame.groupby(by)["hours"].sum()
    made = go.Figure(layout={"title": title})
    made.add_bar(x=sums, y=sums.index, orientation="h")
    return made


figures = [
    bars(CUBE, by="role", title="Rolle"),
    bars(CUBE, by="activity", title="Aktivitet"),
    heat(CUBE, across="activity", down="role", title="Rolle og aktivitet"),
    bars(CUBE, by="on_top", title="På toppen"),
    heat(CUBE, across="on_top", down="role", title="På toppen etter rolle"),
    along(CUBE, by="year", title="Stønad"),
    along(CUBE, by="role", title="Stønad etter rolle"),
    heat(UNITS, across="month", down="unit_id", title="Eining"),
    whole(CUBE, by="basis", title="Grunnlag"),
]
page = vm.Page(
    title="Ressursbruk",
    layout=vm.Grid(grid=[[at] for at in range(len(figures))], row_min_height="400px"),
    components=[vm.Graph(figure=one) for one in figures],
    controls=[vm.Filter(column="role", selector=vm.Checklist())],
)
other = vm.Page(title="Andre", components=[vm.Graph(figure=bars(CUBE, by="basis", title="Grunnlag"))])
app = Vizro().build(vm.Dashboard(pages=[page, other]))
server = app.dash.server

if __name__ == "__main__":
    app.run(port=int(os.environ["BENCH_PORT"]), debug=False)
