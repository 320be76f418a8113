"""A constructed municipality, seeded and labelled as constructed, to see the dashboard with and to test it against."""

from reformspor.demo.facts import MUNICIPALITY, PlantedFacts
from reformspor.demo.making import SEED, make_demo

__all__ = ["MUNICIPALITY", "SEED", "PlantedFacts", "make_demo"]
