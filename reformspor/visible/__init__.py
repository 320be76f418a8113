"""What can be seen in a file that has gone out, read back from it, and how two such readings differ."""

from reformspor.visible.comparing import Change, compared
from reformspor.visible.handed import Handed, Unreadable, handed
from reformspor.visible.piece import Piece
from reformspor.visible.reading import members, seen

__all__ = ["Change", "Handed", "Piece", "Unreadable", "compared", "handed", "members", "seen"]
