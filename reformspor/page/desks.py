"""The desks of the pages: where something is handed in, made or taken away, drawn only on a screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bench:
    """The function `desk(words, served)` of a module of `reformspor.page` that draws a desk.

    A desk of the house is drawn only inside it; elsewhere the sentence `inside` says why it is not there.
    """

    module: str
    desk: str
    inside: str = ""


DESKS = {
    "references": Bench("reference", "references_desk", "elsewhere.desk.inside"),
    "peers": Bench("peers", "peers_desk", "peers.desk.inside"),
    "register": Bench("register_desk", "register_desk", "hypotheses.desk.inside"),
    "draw": Bench("draw_desk", "draw_desk", "planning.desk.inside"),
    "application": Bench("application_desk", "application_desk", "application.desk.inside"),
    # Those outside may put together what is public; nothing of theirs is kept.
    "report": Bench("report_desk", "report_desk"),
    "presentation": Bench("presentation", "presentation_desk"),
    # Where a figure or a file is held against the snapshot it came from. Those outside may do it of what is public.
    "verify": Bench("verify_desk", "verify_desk"),
    "cite": Bench("cite_desk", "cite_desk"),
    "replicate": Bench("replicate_desk", "replicate_desk", "replication.desk.inside"),
}
