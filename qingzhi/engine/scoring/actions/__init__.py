"""Writes of assessment, one verb each."""

from .closing import close_round, rank_round, remind_experts
from .drawing import commit_seed, draw_panel, freeze_list
from .loading import load_schemes, load_thresholds
from .opening import NewEntry, NewGroup, add_entries, open_round, withdraw_entry
from .recusing import recuse_member
from .screening import add_finding, lift_finding, screen_round
from .seating import accept_seat, decline_seat, recuse, replace_seat, review_entry
from .sheets import give_score, save_draft, submit_sheet
from .voting import NewItem, cast_ballot, close_vote, count_ballots, open_vote, take_attendance

__all__ = [
    "NewEntry",
    "NewGroup",
    "NewItem",
    "accept_seat",
    "add_entries",
    "add_finding",
    "cast_ballot",
    "close_round",
    "close_vote",
    "commit_seed",
    "count_ballots",
    "decline_seat",
    "draw_panel",
    "freeze_list",
    "give_score",
    "lift_finding",
    "load_schemes",
    "load_thresholds",
    "open_round",
    "open_vote",
    "rank_round",
    "recuse",
    "recuse_member",
    "remind_experts",
    "replace_seat",
    "review_entry",
    "save_draft",
    "screen_round",
    "submit_sheet",
    "take_attendance",
    "withdraw_entry",
]
