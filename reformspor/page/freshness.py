"""Lines over every page: data that are stale by their source's own rhythm, and a settings file that does not hold."""

from __future__ import annotations

from reformspor.choices import Choices
from reformspor.errors import ReformsporError
from reformspor.page.markup import Markup, tag, write
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.rhythm import Freshness, freshness
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words


def stale_line(words: Words, manifest: Manifest) -> None:
    """One line with a mark and a word when the snapshot is stale; nothing while it is not."""
    write(stale(words, manifest))


def stale(words: Words, manifest: Manifest) -> Markup | None:
    """The line itself."""
    found = _found(manifest)
    if isinstance(found, ReformsporError):
        return tag("div", words(found.key, **found.details), cls="rs-notice", role="status")
    if found.state != "stale":
        return None
    said = words("quality.fresh.short", as_of=found.as_of, n=found.days_late)
    return tag("div", tag("span", said, cls="rs-sure rs-sure-1 rs-act"), cls="rs-stale", role="status")


def wrong_line(words: Words, choices: Choices, page: str) -> None:
    """One line when the settings file is wrong and the former settings hold; the settings page says it at length."""
    write(wrong(words, choices, page))


def wrong(words: Words, choices: Choices, page: str) -> Markup | None:
    """The line itself."""
    if not choices.wrong or page == "settings":
        return None
    return tag("div", words("settings.wrong_line"), cls="rs-notice", role="status")


def passage(words: Words, manifest: Manifest) -> None:
    """A sentence that says how fresh the data are, by what rhythm, and when newer ones are due."""
    found = _found(manifest)
    if isinstance(found, ReformsporError):
        write(tag("p", words(found.key, **found.details), cls="rs-text"))
        return
    tone = {"stale": "rs-sure-1 rs-act", "fresh": "rs-sure-3 rs-good"}.get(found.state)
    said = freshness_said(words, found)
    write(tag("p", tag("span", said, cls=f"rs-sure {tone}") if tone else said, cls="rs-text", role="status"))


def freshness_said(words: Words, found: Freshness) -> str:
    """The freshness in a sentence or two."""
    return words(
        f"quality.fresh.{found.state}",
        as_of=found.as_of,
        rhythm=words(f"quality.rhythm.{found.pace.rhythm}"),
        due=found.due or found.as_of,
        n=found.days_late,
    )


def _found(manifest: Manifest) -> Freshness | ReformsporError:
    try:
        return freshness(data_folder(), manifest)
    except ReformsporError as error:
        return error
