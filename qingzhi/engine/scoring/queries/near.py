"""Who stands too near to something, by every rule of avoidance, outside a round: panels, mediators, appraisers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ..sources import EntryFacts, Screening, conflicts


def reasons_against(experts: Iterable[int], entry: EntryFacts, on: date) -> dict[int, list[str]]:
    """What the rules of avoidance find between people (subject ids) and what an entry touches; who is not found is free."""
    people = tuple(experts)
    found: dict[int, list[str]] = defaultdict(list)
    if not people:
        return found
    asked = Screening(people, (entry,), on)
    for source in conflicts.all():
        for one in source.function(asked):
            if one.entry is not None:
                found[one.expert].append(f"{one.reason}（{one.source_text}）")
    return found
