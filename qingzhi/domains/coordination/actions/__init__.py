"""Everything that coordination writes, one verb each."""

from .by_case import answer_by_case, pass_by_case
from .handing import answer_handover, read_shared, send_handover, withdraw_handover
from .silence import tell_silence
from .transferring import begin_transfer

__all__ = [
    "answer_by_case",
    "answer_handover",
    "begin_transfer",
    "pass_by_case",
    "read_shared",
    "send_handover",
    "tell_silence",
    "withdraw_handover",
]
