"""Every word a reader meets comes from here, and so do numbers and dates in the reader's language."""

from reformspor.words.catalogue import LANGUAGES, MissingWord, catalogue
from reformspor.words.speech import Words, speak

__all__ = ["LANGUAGES", "MissingWord", "Words", "catalogue", "speak"]
