"""What writes in support, one verb each."""

from .applying import begin_application, choose_rights, enter_payee, submit_application
from .calls import change_call, draft_call, publish_call, withdraw_call
from .ledger import enter_earlier_grant, release_payment
from .lists import announce_results, propose_list
from .marks import end_mark, mark_right
from .rechecks import open_recheck

__all__ = [
    "announce_results",
    "begin_application",
    "change_call",
    "choose_rights",
    "draft_call",
    "end_mark",
    "enter_earlier_grant",
    "enter_payee",
    "mark_right",
    "open_recheck",
    "propose_list",
    "publish_call",
    "release_payment",
    "submit_application",
    "withdraw_call",
]
