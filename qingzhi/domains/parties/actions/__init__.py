"""What is done to parties."""

from .deciding import ask_merge, decide_question
from .fictional import mark_fictional
from .importing.taking_back import remove_unused_holders
from .linking import end_link, link_parties
from .loading import load_party_rules
from .merging import merge_parties, undo_merge
from .naming import add_name, rename_party
from .personal import add_contact, read_personal, set_identity_number
from .placing import move_party
from .recognising import end_flag, set_flag
from .registering import close_party, correct_party, register_party
from .resolving import HolderBook
from .sizing import add_figures, add_industry

__all__ = [
    "HolderBook",
    "add_contact",
    "add_figures",
    "add_industry",
    "add_name",
    "ask_merge",
    "close_party",
    "correct_party",
    "decide_question",
    "end_flag",
    "end_link",
    "link_parties",
    "load_party_rules",
    "mark_fictional",
    "merge_parties",
    "move_party",
    "read_personal",
    "register_party",
    "remove_unused_holders",
    "rename_party",
    "set_flag",
    "set_identity_number",
    "undo_merge",
]
