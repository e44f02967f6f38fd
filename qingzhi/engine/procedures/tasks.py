"""Background work."""

from qingzhi.base.events.duties import duty

from .actions.escalating import escalate_overdue
from .actions.uploading import sweep_uploads


@duty("procedures.escalate", every=3600.0)
def escalate() -> int:
    return escalate_overdue()


@duty("procedures.sweep_uploads", every=3600.0)
def sweep() -> int:
    return sweep_uploads()
