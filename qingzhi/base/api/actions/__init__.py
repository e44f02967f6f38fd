"""Writes: tokens, and the answers that are given again."""

from .answering import answer_once, forget_answers
from .tokens import issue_token, note_use, revoke_token

__all__ = ["answer_once", "forget_answers", "issue_token", "note_use", "revoke_token"]
