"""The estimators of change among units that begin at different times, by the names they are called by."""

from reformspor.effects.bacon import two_way_shares
from reformspor.effects.callaway import callaway_santanna
from reformspor.effects.imputed import imputation, sun_abraham, two_stage

__all__ = ["callaway_santanna", "imputation", "sun_abraham", "two_stage", "two_way_shares"]
