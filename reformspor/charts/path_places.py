"""Where nodes and bands of the path stand, in pixels: as wide as what they count, and with room for every name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reformspor.charts.matrix import LEVELS
from reformspor.findings.labels import MISSING

STAGES = ("feels", "type", "level", "status")
STATUSES = (
    "reported", "clarified", "exploring", "raised", "answered", "trying", "reopened", "partly", "resolved",
    "rejected", "lapsed", MISSING,
)  # fmt: skip
# The least room of a node, so that its name can be read, and the height of all barriers together, in pixels.
ROOM, WHOLE = 38, 330

# A band: the place of its stage and its two codes. A node: the place of its stage and its code.
Link = tuple[int, str, str]
Node = tuple[int, str]
Links = Mapping[Link, int]


@dataclass(frozen=True)
class Box:
    """A node's lower edge and its height."""

    low: float
    height: float


@dataclass(frozen=True)
class Ends:
    """A band's upper edge where it leaves and where it arrives, and how wide it is."""

    leaves: float
    arrives: float
    wide: float


@dataclass(frozen=True)
class Places:
    """Every node from the top of each stage, every band, and the height of it all."""

    boxes: Mapping[Node, Box]
    ends: Mapping[Link, Ends]
    height: float


def placed(links: Links) -> Places:
    """The stages beside one another, each in the middle of the same height, in one scale."""
    widths = [_widths(links, stage) for stage in range(len(STAGES))]
    whole = max(sum(codes.values()) for codes in widths) if links else 0
    scale = WHOLE / whole if whole else 1.0
    rooms = [{code: max(n * scale + 6, ROOM) for code, n in codes.items()} for codes in widths]
    height = max((sum(room.values()) for room in rooms), default=0.0)
    boxes: dict[Node, Box] = {}
    for stage, room in enumerate(rooms):
        top = (height + sum(room.values())) / 2
        for code in _ordered(stage, widths[stage]):
            tall = widths[stage][code] * scale
            boxes[stage, code] = Box(top - (room[code] + tall) / 2, tall)
            top -= room[code]
    return Places(boxes, _ends(links, boxes, scale), height)


def _widths(links: Links, stage: int) -> dict[str, int]:
    """How wide each node is: the larger of what comes in and what goes on."""
    came: dict[str, int] = {}
    went: dict[str, int] = {}
    for (place, one, two), n in links.items():
        if place == stage:
            went[one] = went.get(one, 0) + n
        if place == stage - 1:
            came[two] = came.get(two, 0) + n
    return {code: max(came.get(code, 0), went.get(code, 0)) for code in {**came, **went}}


def _ordered(stage: int, codes: Mapping[str, int]) -> list[str]:
    """The codes of a stage from the top: levels and statuses in their own order, the others by size."""
    own = {"level": LEVELS, "status": STATUSES}.get(STAGES[stage], ())

    def rank(code: str) -> tuple[bool, int, int, str]:
        return (code == MISSING, own.index(code) if code in own else len(own), -codes[code], code)

    return sorted(codes, key=rank)


def _ends(links: Links, boxes: Mapping[Node, Box], scale: float) -> dict[Link, Ends]:
    """The bands, packed from the top of each node in the order of the nodes they lead to or come from."""
    places = {node: at for at, node in enumerate(boxes)}
    leaving = {node: box.low + box.height for node, box in boxes.items()}
    arriving = dict(leaving)
    leaves: dict[Link, float] = {}
    for place, one, two in sorted(links, key=lambda key: (places[key[0], key[1]], places[key[0] + 1, key[2]])):
        leaves[place, one, two] = leaving[place, one]
        leaving[place, one] -= links[place, one, two] * scale
    ends: dict[Link, Ends] = {}
    for place, one, two in sorted(links, key=lambda key: (places[key[0] + 1, key[2]], places[key[0], key[1]])):
        wide = links[place, one, two] * scale
        ends[place, one, two] = Ends(leaves[place, one, two], arriving[place + 1, two], wide)
        arriving[place + 1, two] -= wide
    return ends
