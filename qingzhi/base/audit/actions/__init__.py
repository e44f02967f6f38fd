"""Writing, sealing, verifying and erasing. `record` is called by every action; nothing else may create an entry."""

from .chain import anchor_head, seal_entries, seal_late_entries, verify_chain
from .subjects import erase_subject, read_personal
from .writing import changed, plain, record

__all__ = [
    "anchor_head",
    "changed",
    "erase_subject",
    "plain",
    "read_personal",
    "record",
    "seal_entries",
    "seal_late_entries",
    "verify_chain",
]
