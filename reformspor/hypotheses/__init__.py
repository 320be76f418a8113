"""What was expected of the reform, written down before anybody looked, and everything that was done with it since."""

from reformspor.hypotheses.checking import Wrong
from reformspor.hypotheses.keeping import (
    keep_draw,
    lower_verdict,
    open_outcomes,
    read_register,
    register_hypothesis,
)
from reformspor.hypotheses.register import KeptDraw, Lowered, Opening, Register, Registered

__all__ = [
    "KeptDraw",
    "Lowered",
    "Opening",
    "Register",
    "Registered",
    "Wrong",
    "keep_draw",
    "lower_verdict",
    "open_outcomes",
    "read_register",
    "register_hypothesis",
]
