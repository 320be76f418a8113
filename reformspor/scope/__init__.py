"""A scope is the frozen state of the filters: to parameters, to a sentence, to and from an address."""

from reformspor.scope.address import FILTERS, OF_TIME, address_text, from_address, from_text, to_address
from reformspor.scope.parameters import Trees, parameters, uses
from reformspor.scope.state import Scope

__all__ = [
    "FILTERS",
    "OF_TIME",
    "Scope",
    "Trees",
    "address_text",
    "from_address",
    "from_text",
    "parameters",
    "to_address",
    "uses",
]
