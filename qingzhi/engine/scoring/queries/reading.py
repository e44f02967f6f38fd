"""What is read of an entry: the registered reading of its kind, else the text that was written for the experts."""

from ..models import Entry
from ..sources import Reading, readings


def reading_of(entry: Entry) -> Reading:
    """What an expert may read; blind where the round is."""
    if readings.has(entry.subject_kind):
        return readings.get(entry.subject_kind).function(entry.subject_id, entry.round.blind)
    return Reading(texts=[("项目材料", entry.blind_text)] if entry.blind_text else [])
