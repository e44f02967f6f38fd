"""Writes on publications and objections, one verb each."""

from .answering import accept_objection, answer_objection, decline_objection, make_lead, take_back_objection
from .correcting import add_row, correct_row, correct_text, withdraw_publication, withdraw_row
from .ending import end_periods, end_publicity
from .grounds import load_grounds
from .objecting import object_to
from .publishing import Row, publish_notice
from .reading import read_held, read_objector

__all__ = [
    "Row",
    "accept_objection",
    "add_row",
    "answer_objection",
    "correct_row",
    "correct_text",
    "decline_objection",
    "end_periods",
    "end_publicity",
    "load_grounds",
    "make_lead",
    "object_to",
    "publish_notice",
    "read_held",
    "read_objector",
    "take_back_objection",
    "withdraw_publication",
    "withdraw_row",
]
