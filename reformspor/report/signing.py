"""A comment is signed by a role and dated, and said alike in every document."""

from __future__ import annotations

import datetime as dt

from reformspor.report.leaves import Comment
from reformspor.words import Words


def signed(comment: Comment, words: Words) -> str:
    """The comment with who said it and when, as one paragraph."""
    return f"{comment.text} ({signature(comment, words)})"


def signature(comment: Comment, words: Words) -> str:
    """The role and the day; a moment that cannot be read stands as it is."""
    try:
        day = words.date(dt.datetime.fromisoformat(comment.at).date())
    except ValueError:
        day = comment.at
    return words("report.signed", role=role_said(comment.by, words), day=day)


def role_said(code: str, words: Words) -> str:
    """A role in words; one that is no code stands as it is."""
    return words.code("role", code) if words.has(f"codes.role.{code}") else code
