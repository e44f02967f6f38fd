"""How a batch and a source stand, as lights."""

from qingzhi.base.pages.components import State

from ..models import Batch
from ..terms import BatchState
from .feeds import Silence

CODES = {
    BatchState.PREPARED: "warn",
    BatchState.WAITING: "none",
    BatchState.RUNNING: "none",
    BatchState.DONE: "ok",
    BatchState.FAILED: "late",
    BatchState.ROLLED_BACK: "unknown",
    BatchState.DROPPED: "unknown",
}


def batch_state(batch: Batch) -> State:
    """The light of a batch; done with rejected rows is amber."""
    state = BatchState(batch.state)
    if state == BatchState.DONE and batch.rejected_count:
        return State("warn", "有拒收", f"拒收 {batch.rejected_count} 行，可改正后重新上传")
    return State(CODES[state], state.label, batch.failure or batch.rollback_reason)


def feed_state(silence: Silence | None) -> State:
    """The light of a source."""
    if silence is None:
        return State("ok", "正常")
    return State(silence.code, "静默" if silence.code == "late" else "将有缺口", silence.reason)
