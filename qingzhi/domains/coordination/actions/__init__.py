"""Everything that coordination writes, one verb each."""

from .handing import answer_handover, read_shared, send_handover, withdraw_handover
from .silence import tell_silence
from .transferring import begin_transfer

__all__ = ["answer_handover", "begin_transfer", "read_shared", "send_handover", "tell_silence", "withdraw_handover"]
