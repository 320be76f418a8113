"""An Answer is the only thing a chart, a page, a report or a download is ever given."""

from reformspor.answers.answer import Answer, Hidden, Provenance, SourceFile, State
from reformspor.answers.ask import ask
from reformspor.answers.facts import Facts, facts_of

__all__ = ["Answer", "Facts", "Hidden", "Provenance", "SourceFile", "State", "ask", "facts_of"]
