"""What a municipality chooses: norms, rates, targets, status rules and names, in one file, each with its source."""

from reformspor.choices.binding import Used, choice_parameters, release_norms, used_by
from reformspor.choices.checking import choices_from
from reformspor.choices.choice import Choice, Choices, StatusRule, Target, Wrong
from reformspor.choices.definition import Definition, Measure, load_definitions
from reformspor.choices.file import FILE, load_choices, plain_said
from reformspor.choices.history import Change, read_changes
from reformspor.choices.setting import Wish, set_choice, set_choices, value_from

__all__ = [
    "FILE",
    "Change",
    "Choice",
    "Choices",
    "Definition",
    "Measure",
    "StatusRule",
    "Target",
    "Used",
    "Wish",
    "Wrong",
    "choice_parameters",
    "choices_from",
    "load_choices",
    "load_definitions",
    "plain_said",
    "read_changes",
    "release_norms",
    "set_choice",
    "set_choices",
    "used_by",
    "value_from",
]
