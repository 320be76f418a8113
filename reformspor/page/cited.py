"""The passport of a figure in words, whole, and how the figure is cited, as they stand in what is told about it."""

from __future__ import annotations

from reformspor.page.markup import Markup, tag
from reformspor.passport import Passport
from reformspor.report.citation import Cited, apa, bibtex, figure_cited
from reformspor.words import Words

Content = list[Markup | str | None]


def terms(words: Words, passport: Passport) -> list[tuple[str, Content]]:
    """The terms `passport` and `citation` with what stands under them."""
    return [("passport", _passport(words, passport)), ("citation", [citation(words, figure_cited(passport, words))])]


def citation(words: Words, one: Cited) -> Markup:
    """A citation as APA and as an entry for BibTeX, each as text that can be marked and copied."""
    plain = [tag("em", text) if italic else text for text, italic in apa(one, words)]
    entry = tag("pre", tag("code", bibtex(one, words)), tabindex="0")
    return tag("div", tag("p", *plain), entry, cls="rs-cite")


def _passport(words: Words, passport: Passport) -> Content:
    lines = [
        passport.id,
        words("citation.term.question", name=passport.question, sha=passport.question_hash),
        words("citation.term.scope", codes=_codes(passport)) if _codes(passport) else "",
        words("citation.term.level", level=words(f"frame.level.{passport.rule['level']}")),
        _method(words, passport),
        words("citation.term.digest", sha=passport.digest),
        words("citation.term.program", program=passport.program, sha=passport.lock) if passport.lock else "",
        words("citation.term.check", command=f"python -m reformspor verify {passport.id}"),
    ]
    return [tag("div", line) for line in lines if line]


def _codes(passport: Passport) -> str:
    """What was chosen and fixed, as codes: the same in every language."""
    fixed = {name: ",".join(codes) for name, codes in passport.fixed.items()}
    return " ".join(f"{name}={code}" for name, code in sorted({**passport.scope, **fixed}.items()))


def _method(words: Words, passport: Passport) -> str:
    if not passport.method:
        return ""
    if passport.seed is None:
        return words("citation.term.method", method=passport.method)
    return words("citation.term.seed", method=passport.method, seed=str(passport.seed))
