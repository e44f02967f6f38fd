"""Everything that moves money, one verb each. All take a key: the same posting asked for twice is done once."""

from .accounts import read_account, set_payee_account
from .batches import cancel_batch, issue_batch, make_payment_batch
from .exporting import draw_payment_file
from .keeping import commit, release, reserve
from .pace import load_pace_rules
from .paying import claw_back, pay, refund, reverse
from .programmes import appropriate, open_line, open_programme
from .receipts import take_receipts
from .settling import settle_line

__all__ = [
    "appropriate",
    "cancel_batch",
    "claw_back",
    "commit",
    "draw_payment_file",
    "issue_batch",
    "load_pace_rules",
    "make_payment_batch",
    "open_line",
    "open_programme",
    "pay",
    "read_account",
    "refund",
    "release",
    "reserve",
    "reverse",
    "set_payee_account",
    "settle_line",
    "take_receipts",
]
