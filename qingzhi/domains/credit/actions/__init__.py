"""Everything that credit writes, one verb each."""

from .archiving import correct_entry, match_archive, record_result, take_decision
from .disputing import dispute_entry
from .ending import end_entry
from .expiring import expire_all
from .exporting import export_penalties
from .licences import change_licence, enter_licence, export_licences, publish_licence, publish_licences
from .listing import end_listing, propose_listing
from .penalties import enter_penalty, publish_penalties, publish_penalty, withdraw_penalty, word_penalty
from .reading import note_check, read_archive, read_name
from .repairing import ask_repair
from .revoking import take_back_decision

__all__ = [
    "ask_repair",
    "change_licence",
    "correct_entry",
    "dispute_entry",
    "end_entry",
    "end_listing",
    "enter_licence",
    "enter_penalty",
    "expire_all",
    "export_licences",
    "export_penalties",
    "match_archive",
    "note_check",
    "propose_listing",
    "publish_licence",
    "publish_licences",
    "publish_penalties",
    "publish_penalty",
    "read_archive",
    "read_name",
    "record_result",
    "take_back_decision",
    "take_decision",
    "withdraw_penalty",
    "word_penalty",
]
