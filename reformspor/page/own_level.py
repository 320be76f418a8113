"""Whom this process is open to, by its settings and the address it listens on."""

from __future__ import annotations

import streamlit as st

from reformspor.disclosure import Level, level_of_process


def own_level() -> Level:
    """The level of this process."""
    return level_of_process(address=st.get_option("server.address"))
