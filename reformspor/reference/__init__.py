"""A reference is how many barriers of each type another registry holds: a small file a reader may load beside ours."""

from reformspor.reference.kept import MOST, add, kept, remove
from reformspor.reference.reading import LARGEST, REPORTERS, Reference, Wrong, read_reference
from reformspor.reference.writing import as_text

__all__ = [
    "LARGEST",
    "MOST",
    "REPORTERS",
    "Reference",
    "Wrong",
    "add",
    "as_text",
    "kept",
    "read_reference",
    "remove",
]
