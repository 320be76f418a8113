"""Trials that break things on purpose, counted: dresses, mutants, kills, full disks."""
