"""What is written for people to read: how persons are protected, and the draft impact assessment as a Word file."""

from reformspor.report.dpia import assessment
from reformspor.report.fields import field_rows, kept_as, n_open_columns
from reformspor.report.parts import Document, plain
from reformspor.report.standing import Standing
from reformspor.report.tables import fields_table, levels_table, threshold_table
from reformspor.report.threshold import example_groups
from reformspor.report.word import MIME, word_bytes

__all__ = [
    "MIME",
    "Document",
    "Standing",
    "assessment",
    "example_groups",
    "field_rows",
    "fields_table",
    "kept_as",
    "levels_table",
    "n_open_columns",
    "plain",
    "threshold_table",
    "word_bytes",
]
