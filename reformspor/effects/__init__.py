"""Methods are pure functions from numbers to numbers: one method a file, each with its source, none of them knows SQL."""
