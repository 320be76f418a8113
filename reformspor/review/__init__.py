"""Texts are read by a person before they are shown; rules point at what may say too much, and never decide."""

from reformspor.review.marks import KINDS, Mark, Rules, load_rules, marks, words_of

__all__ = ["KINDS", "Mark", "Rules", "load_rules", "marks", "words_of"]
