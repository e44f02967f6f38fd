"""Background work."""

from qingzhi.base.events.duties import duty

from .actions import tell_silence


@duty("coordination.silence", every=1800.0)
def silence() -> int:
    return tell_silence()
