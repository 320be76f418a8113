"""The register's package for the records system as a download, made only when somebody takes it."""

from __future__ import annotations

import streamlit as st

from reformspor.answers import ask
from reformspor.charts import n_waiting
from reformspor.disclosure import Rule
from reformspor.page.naming import issue
from reformspor.page.said import paragraph
from reformspor.page.serving import Served, chosen
from reformspor.report.archive import TABLES, archive_name, package_of
from reformspor.scope import Scope
from reformspor.words import Words


def archive(words: Words, served: Served) -> None:
    """How many texts are not in the package, and the button."""
    rule, choices, store = Rule.internal(), chosen(served.manifest.id), served.store
    waiting = n_waiting(ask(store, "data/texts", Scope(), rule, choices=choices), TABLES)
    if waiting:
        paragraph(words("register.archive_waiting", n=waiting))

    def packed() -> bytes:
        made = package_of(store, rule, words, choices, served.choices.units)
        issue(made.passports)
        return made.body

    named = ask(store, "data/meta", Scope(), rule, choices=choices)
    st.download_button(
        words("register.archive_button"),
        data=packed,
        file_name=archive_name(named),
        mime="application/zip",
        key="register_archive",
        on_click="ignore",
    )
