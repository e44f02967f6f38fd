"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import tell_silence
from .actions.customs_recordals import remind_of_expiry
from .actions.customs_seizing import tell_silent_holders
from .actions.signing import forget_nonces


@duty("coordination.silence", every=1800.0)
def silence() -> int:
    return tell_silence()


@duty("coordination.customs", every=3600.0)
def customs() -> int:
    return remind_of_expiry() + tell_silent_holders()


@duty("coordination.forget_nonces", every=3600.0)
def forget() -> int:
    return forget_nonces()
