"""The dictionary's sections are made from the contract, the questions and the words, and from nothing else."""

from __future__ import annotations

from functools import cache

from reformspor.contract import load_contract
from reformspor.dictionary.entry import Entry, Fact, Section
from reformspor.dictionary.tables import codes_of, table_entry
from reformspor.questions import Question, load_questions
from reformspor.words import Words, catalogue, speak

ORDER = ("overview", "sessions", "resources", "barriers", "data")


@cache
def sections(lang: str) -> tuple[Section, ...]:
    """Every section in reading order, in a language."""
    words = speak(lang)
    made = {
        "words": tuple(sorted((_term(words, key) for key in _keys("dictionary.term.", ".name")), key=_alphabetical)),
        "measures": _measures(words),
        "tables": tuple(table_entry(table, words) for table in load_contract().tables.values()),
        "codes": _lists(words),
        "bodies": tuple(_body(words, key) for key in _keys("dictionary.body.", "")),
    }
    return tuple(
        Section(key, words(f"dictionary.section.{key}.title"), words(f"dictionary.section.{key}.lead"), entries)
        for key, entries in made.items()
    )


def _keys(start: str, end: str) -> tuple[str, ...]:
    found = (key.removeprefix(start) for key in catalogue("nn") if key.startswith(start) and key.endswith(end))
    return tuple(key.removesuffix(end) if end else key for key in found)


def _term(words: Words, key: str) -> Entry:
    name = words(f"dictionary.term.{key}.name")
    return Entry(f"word.{key}", _capital(name), words(f"dictionary.term.{key}.means"), code=key)


def _body(words: Words, key: str) -> Entry:
    return Entry(f"body.{key}", words(f"bodies.{key}"), words(f"dictionary.body.{key}"), code=key)


def _lists(words: Words) -> tuple[Entry, ...]:
    contract = load_contract()
    names = sorted({*contract.codes, *contract.labels}, key=lambda name: words(f"dictionary.list.{name}").casefold())
    return tuple(
        Entry(
            f"code.{name}",
            _capital(words(f"dictionary.list.{name}")),
            words("dictionary.list_lead", n=len(codes_of(name, words))),
            code=name,
            codes=codes_of(name, words),
        )
        for name in names
    )


def _measures(words: Words) -> tuple[Entry, ...]:
    themes: dict[str, list[Question]] = {}
    for question in load_questions().values():
        themes.setdefault(question.theme, []).append(question)
    order = sorted(themes, key=lambda theme: (ORDER.index(theme) if theme in ORDER else len(ORDER), theme))
    return tuple(
        Entry(
            f"theme.{theme}",
            words(f"dictionary.theme.{theme}"),
            "",
            parts=tuple(_question(question, words) for question in themes[theme]),
        )
        for theme in order
    )


def _question(question: Question, words: Words) -> Entry:
    role = question.owner.casefold().replace("ø", "o").replace("-", "_")
    people = question.people
    kept = "ledger" if people == "ledger" else "none" if people.startswith("none") else "n"
    review = "overdue" if question.overdue else "review"
    return Entry(
        question.name,
        words(f"{question.word_key}.asks"),
        words(f"{question.word_key}.measure"),
        code=question.name,
        facts=(
            Fact(words("dictionary.fact.why"), words(f"{question.word_key}.why")),
            Fact(words("dictionary.fact.owner"), words(f"questions.owner.{role}")),
            Fact(words("dictionary.fact.review"), words(f"page.about.{review}", date=words.date(question.review_by))),
            Fact(words("dictionary.fact.people"), words(f"page.about.people_{kept}")),
        ),
        question=question.name,
    )


def _alphabetical(entry: Entry) -> str:
    # Å stands last in Norwegian, but before æ and ø among the signs of a machine.
    return entry.title.casefold().replace("å", "ÿ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
