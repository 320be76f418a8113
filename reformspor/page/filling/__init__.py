"""What fills the sections of an application's annex from the data, one function for each name a call's file may use."""

from __future__ import annotations

from collections.abc import Callable

from reformspor.page.filling import data, design, need, people, reached, work
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page

Fill = Callable[[Page, Draft], None]
FILLING: dict[str, Fill] = {
    "barriers": need.barriers,
    "response": need.response,
    "load": need.load,
    "gaps": need.gaps,
    "sources": need.sources,
    "design": design.design,
    "register": design.register,
    "volume": data.volume,
    "completeness": data.completeness,
    "codebook": data.codebook,
    "plan": data.plan,
    "privacy": people.privacy,
    "sample": people.sample,
    "hours": work.hours,
    "in_kind": work.in_kind,
    "packages": work.packages,
    "capacity": work.capacity,
    "risks": work.risks,
    "reach": reached.reach,
    "spread": reached.spread,
}

__all__ = ["FILLING", "Draft", "Fill"]
