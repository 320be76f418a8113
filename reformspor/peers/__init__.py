"""Panels of other municipalities: an outcome by municipality and time, which a reader may load to compare with."""

from reformspor.peers.kept import MOST, add, kept, remove
from reformspor.peers.reading import LARGEST, Peers, Said, read_peers

__all__ = ["LARGEST", "MOST", "Peers", "Said", "add", "kept", "read_peers", "remove"]
