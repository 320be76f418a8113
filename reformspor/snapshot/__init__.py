"""A snapshot is an admitted, immutable, content-hashed set, swapped in whole; the last good one stays."""

from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.constructed import admit_demo, ensure_served
from reformspor.snapshot.folder import DataFolder, data_folder
from reformspor.snapshot.history import before_this, open_again, undo
from reformspor.snapshot.origin import Origin
from reformspor.snapshot.shelf import Manifest, current, open_current, reopen, shelf
from reformspor.snapshot.tidying import Tidied, tidy

__all__ = [
    "Admission",
    "DataFolder",
    "Manifest",
    "Origin",
    "Tidied",
    "admit",
    "admit_demo",
    "before_this",
    "current",
    "data_folder",
    "ensure_served",
    "open_again",
    "open_current",
    "reopen",
    "shelf",
    "tidy",
    "undo",
]
