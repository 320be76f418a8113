"""A snapshot is an admitted, immutable, content-hashed set, swapped in whole; the last good one stays."""
