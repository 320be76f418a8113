"""Records of persons go in, safe released rows come out, and nothing personal passes."""

from reformspor.ledger.forgetting import forget_outdated
from reformspor.ledger.loss import Loss, loss_table
from reformspor.ledger.publish import publish
from reformspor.ledger.release import Release, release
from reformspor.ledger.roles import group_of, tree
from reformspor.ledger.settings import ORDERS, Settings
from reformspor.ledger.waiting import round_up

__all__ = [
    "ORDERS",
    "Loss",
    "Release",
    "Settings",
    "forget_outdated",
    "group_of",
    "loss_table",
    "publish",
    "release",
    "round_up",
    "tree",
]
