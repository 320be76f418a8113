"""Foreign exports are taken in: read whatever their dress, checked by the contract, and left as its tables."""

from reformspor.intake.profile import Profile
from reformspor.intake.refused import RefusedRow
from reformspor.intake.register import load_profile, profiles
from reformspor.intake.take import FileRead, Intake, take_in

__all__ = ["FileRead", "Intake", "Profile", "RefusedRow", "load_profile", "profiles", "take_in"]
