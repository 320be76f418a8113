"""The estimators of change among units that begin at different times, by the names they are called by."""

from reformspor.effects.callaway import callaway_santanna

__all__ = ["callaway_santanna"]
