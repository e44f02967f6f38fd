"""Writes on cases, one verb each."""

from .attaching import attach, keep_inside, put_aside, supplement
from .batching import BatchRow, take_step_for_many
from .clocking import end_clock, extend, resume, start_clock, suspend
from .drafting import drop_draft, save_draft
from .holding import hand_over_case, take_case
from .linking import link
from .moving import move_rules, move_to_version
from .opening import open_case
from .ranking import rank_case
from .rating import rate
from .stepping import take_step
from .talking import say
from .uploading import add_part, begin_upload, drop_upload, finish_upload

__all__ = [
    "BatchRow",
    "add_part",
    "attach",
    "begin_upload",
    "drop_draft",
    "drop_upload",
    "end_clock",
    "extend",
    "finish_upload",
    "hand_over_case",
    "keep_inside",
    "link",
    "move_rules",
    "move_to_version",
    "open_case",
    "put_aside",
    "rank_case",
    "rate",
    "resume",
    "save_draft",
    "say",
    "start_clock",
    "supplement",
    "suspend",
    "take_case",
    "take_step",
    "take_step_for_many",
]
