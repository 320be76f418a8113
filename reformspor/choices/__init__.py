"""What a municipality chooses: norms, rates, targets, status rules and names, in one file, each with its source."""

from reformspor.choices.binding import Used, choice_parameters, release_norms, used_by
from reformspor.choices.checking import choices_from
from reformspor.choices.choice import Choice, Choices, StatusRule, Target, Wrong
from reformspor.choices.definition import Definition, Measure, load_definitions
from reformspor.choices.file import FILE, load_choices

__all__ = [
    "FILE",
    "Choice",
    "Choices",
    "Definition",
    "Measure",
    "StatusRule",
    "Target",
    "Used",
    "Wrong",
    "choice_parameters",
    "choices_from",
    "load_choices",
    "load_definitions",
    "release_norms",
    "used_by",
]
