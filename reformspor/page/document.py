"""A document to download as Word, made only when somebody takes it."""

from __future__ import annotations

import streamlit as st

from reformspor.report import MIME, Document, word_bytes
from reformspor.words import Words


def document(words: Words, offered: Document) -> None:
    """Draw the button; the file says its language, so that each gets its own."""
    st.download_button(
        words("protection.draft_button"),
        data=lambda: word_bytes(offered, words.lang),
        file_name=f"{offered.name}-{words.lang}.docx",
        mime=MIME,
        key=f"document_{offered.name}",
        on_click="ignore",
    )
