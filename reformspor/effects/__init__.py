"""Methods are pure functions from numbers to numbers: one a file, each with its source, and none of them knows SQL."""
