"""Reformspor documents what a trust reform really does in a Norwegian municipality."""

__version__ = "0.1.0"
