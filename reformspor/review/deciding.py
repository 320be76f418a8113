"""A reviewer's choices are logged, and become one new snapshot of the same data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reformspor.chained import moment, who
from reformspor.errors import ReformsporError, nearest
from reformspor.review.listing import Listing, Text, texts_of
from reformspor.review.marks import load_rules
from reformspor.snapshot.decisions import Decision, Verb, append, keep_edits, mark_of, text_keys
from reformspor.snapshot.folder import DataFolder, admission_work
from reformspor.snapshot.republish import as_decided
from reformspor.snapshot.shelf import Manifest

LONGEST = 10_000


@dataclass(frozen=True)
class Choice:
    """What is chosen for one text: a withheld one has a reason, a replaced one the text in its place.

    `opened` says that the reviewer has had the text before them, as a marked one demands.
    """

    ref: str
    verb: Verb
    reason: str = ""
    text: str = ""
    opened: bool = False


def unmarked(listing: Listing) -> tuple[Choice, ...]:
    """Approval of every waiting text that no rule has marked."""
    return tuple(Choice(text.ref, "approve") for text in listing.texts if text.state == "waiting" and not text.marks)


def decide(data: DataFolder, choices: Sequence[Choice], role: str) -> Manifest:
    """Log the choices and make one new snapshot of them, which serves; without choices, heed what the log says.

    Raises ReformsporError for an unknown role, reason or text, a marked text approved unopened, an empty edit, texts
    that need no review, and an admission that is running.
    """
    with admission_work(data) as work:
        listing = texts_of(data)
        if listing.manifest.texts_open:
            raise ReformsporError("review.problem.open")
        known = {text.ref: text for text in listing.texts}
        if choices:
            _check_role(role)
        decisions = [_decision(data, listing.manifest, known, choice, role) for choice in choices]
        private = data.private_of(listing.manifest.source)
        if decisions:
            # A text that is to be shown is kept before the log speaks of it.
            keep_edits(private, [choice.text.strip() for choice in choices if choice.verb == "replace"])
            append(private, decisions)
        return as_decided(data, work, listing.manifest)


def _check_role(role: str) -> None:
    roles = load_rules().roles
    if role not in roles:
        raise ReformsporError("review.problem.role", role=role, known=", ".join(roles))


def _decision(data: DataFolder, manifest: Manifest, known: dict[str, Text], choice: Choice, role: str) -> Decision:
    if choice.ref not in known:
        raise ReformsporError("review.problem.unknown", ref=choice.ref, nearest=nearest(choice.ref, known) or "–")
    text = known[choice.ref]
    if choice.verb == "approve" and text.marks and not choice.opened:
        raise ReformsporError("review.problem.unopened", ref=choice.ref)
    if choice.verb == "withhold" and choice.reason not in load_rules().reasons:
        raise ReformsporError("review.problem.reason", reason=choice.reason, known=", ".join(load_rules().reasons))
    edit = choice.text.strip() if choice.verb == "replace" else ""
    if choice.verb == "replace" and not 0 < len(edit) <= LONGEST:
        raise ReformsporError("review.problem.edit", longest=LONGEST)
    keys = text_keys(data.private_of(manifest.source))
    return Decision(
        at=moment(),
        who=who(),
        role=role,
        verb=choice.verb,
        reason=choice.reason if choice.verb == "withhold" else "",
        table=text.table,
        key=text.key,
        column=text.column,
        mark=text.mark,
        edit=mark_of(keys, edit) if edit else "",
    )
