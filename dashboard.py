"""The application: `streamlit run dashboard.py` serves the frame, and the frame serves every page."""

import streamlit as st

from reformspor.web import lifespan, middleware, report_failure


def fail(error: Exception) -> bool:
    """Log what failed; the frame has told the reader what still holds."""
    report_failure(error)
    return False


app = st.App("pages/frame.py", lifespan=lifespan, middleware=middleware(), on_script_error=fail)
