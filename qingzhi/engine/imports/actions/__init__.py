"""Writes on batches and sources. `prepare_batch` → `map_columns` → `confirm_batch` → `run_batch`; `roll_back_batch`."""

from .confirming import confirm_batch, drop_batch, map_columns
from .feeding import save_feed, watch_feeds
from .finishing import fail_batch
from .keeping import keep_old, later_batch, later_batch_on, old_values
from .preparing import known_kind, prepare_batch, trial_batch
from .running import let_go, run_batch
from .showing import read_rejections
from .storing import sweep
from .taking_back import resume_batch, roll_back_batch, stop_batch

__all__ = [
    "confirm_batch",
    "drop_batch",
    "fail_batch",
    "keep_old",
    "known_kind",
    "later_batch",
    "later_batch_on",
    "let_go",
    "map_columns",
    "old_values",
    "prepare_batch",
    "read_rejections",
    "resume_batch",
    "roll_back_batch",
    "run_batch",
    "save_feed",
    "stop_batch",
    "sweep",
    "trial_batch",
    "watch_feeds",
]
