"""What a figure bears with it wherever it goes: a short name, what it says, its data, and the numbers themselves."""

from reformspor.passport.identity import identity, read_identity
from reformspor.passport.numbers import Difference, Numbers, differences, digest_of, numbers_of
from reformspor.passport.passport import FORM, Passport, Place, passport_of, plain, read_passport

__all__ = [
    "FORM",
    "Difference",
    "Numbers",
    "Passport",
    "Place",
    "differences",
    "digest_of",
    "identity",
    "numbers_of",
    "passport_of",
    "plain",
    "read_identity",
    "read_passport",
]
