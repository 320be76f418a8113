"""The role tree says which roles are counted together when one alone is too few."""

from __future__ import annotations

SEVERAL = "several"
UNION_REPS = ("union_rep", "chief_union_rep", "joint_union_rep", "local_union_rep")
LEADERS = ("leader", "municipal_director", "hr_lead")
GROUPS: dict[str, tuple[str, ...]] = {"union_rep_all": UNION_REPS, "leader_all": LEADERS}
OTHERS = "other_all"
REPS_AND_HELPERS = (*UNION_REPS, "helper")


def group_of(role: str) -> str:
    """The parent of a role: `union_rep_all`, `leader_all`, or `other_all` for every other role."""
    return next((group for group, leaves in GROUPS.items() if role in leaves), OTHERS)


def tree(leaves: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every role label with each leaf it covers: the leaf itself, its group, and `several`."""
    pairs = [(label, leaf) for leaf in leaves for label in (leaf, group_of(leaf), SEVERAL)]
    return sorted(set(pairs))
