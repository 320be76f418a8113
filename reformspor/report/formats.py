"""The formats a report is made in, and the type each file is served as."""

from __future__ import annotations

from typing import Literal

Format = Literal["docx", "pdf", "pptx", "xlsx", "zip", "md"]
# Those a report is offered in; an annex is offered as text too.
FORMATS: tuple[Format, ...] = ("docx", "pdf", "pptx", "xlsx", "zip")
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES: dict[Format, str] = {
    "docx": f"{OFFICE}wordprocessingml.document",
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}presentationml.presentation",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "zip": "application/zip",
    "md": "text/markdown; charset=utf-8",
}
