"""What happens here when the registers change: they are counted anew."""

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack

from .actions.counting import ask_for_counts


@subscribe(BatchFinished, "metrics.count_after_import")
def count_after_import(event: BatchFinished) -> None:
    ask_for_counts()


@subscribe(BatchRolledBack, "metrics.count_after_rollback")
def count_after_rollback(event: BatchRolledBack) -> None:
    ask_for_counts()
