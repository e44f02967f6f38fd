"""What the register holds of the parties of a chunk, as the writer compares and changes it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...models import Party, PartyFigure, PartyFlagSpan, PartyIdentifier, PartyIndustry, PartyName
from ...queries.families import parties_by_root, roots_of
from ...queries.history import holds_on

VALUES = (
    "kind", "name", "credit_code", "code_check", "size", "size_reason", "region_id", "place", "address", "founded_on",
    "ended_on", "provisional", "data_as_of",
)  # fmt: skip
FIGURES = ("staff", "revenue", "assets")
SPAN = 2_000


@dataclass
class Standing:
    """One party: its values, what hangs on it, what a batch has changed of it so far."""

    pk: int
    values: dict[str, Any]
    names: dict[str, str] = field(default_factory=dict)  # name → kind
    keys: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    industry: str = ""
    figures: dict[int, PartyFigure] = field(default_factory=dict)
    is_new: bool = False
    subject_id: int = 0
    old: dict[str, Any] = field(default_factory=dict)
    new_names: list[tuple[str, str, str]] = field(default_factory=list)  # name, key, kind
    former: list[str] = field(default_factory=list)  # official names that become former ones
    new_flags: list[str] = field(default_factory=list)
    new_numbers: list[tuple[str, str, bool]] = field(default_factory=list)
    new_industry: str = ""
    dirty_figures: set[int] = field(default_factory=set)
    told: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # by field: old and new, for the preview

    def put(self, name: str, value: Any) -> bool:
        """Set a value, remembering the old one; whether it changed."""
        before = self.values[name]
        if before == value:
            return False
        self.old.setdefault(name, before)
        self.values[name] = value
        self.told[name] = (self.told.get(name, (before,))[0], value)
        return True

    @property
    def is_changed(self) -> bool:
        """Whether anything but the date of the data changed."""
        hanging = self.new_names or self.former or self.new_flags or self.new_numbers or self.new_industry
        return bool(set(self.old) - {"data_as_of"} or hanging or self.dirty_figures)


def standing(party_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """The parties of these ids with what hangs on them, by the record that stands for each; one query a table."""
    ids = sorted(set(party_ids))
    roots = roots_of(ids)
    found: dict[int, Standing] = {}
    wanted = sorted(set(roots.values()))
    for start in range(0, len(wanted), SPAN):
        part = wanted[start : start + SPAN]
        for row in Party.objects.filter(pk__in=part).values("pk", "subject_id", *VALUES):
            pk, subject = row.pop("pk"), row.pop("subject_id")
            found[pk] = Standing(pk, row, subject_id=subject)
        owner = {pk: root for root, members in parties_by_root(part).items() for pk in members}
        rows = PartyName.objects.filter(party_id__in=owner).order_by("id")
        for party, name, key, kind in rows.values_list("party_id", "name", "key", "kind"):
            found[owner[party]].names.setdefault(name, kind)
            found[owner[party]].keys.add(key)
        for party, flag in PartyFlagSpan.objects.filter(holds_on(on), party_id__in=part).values_list(
            "party_id", "flag"
        ):
            found[party].flags.add(flag)
        for party, code in PartyIndustry.objects.filter(party_id__in=part, is_main=True, valid_to=None).values_list(
            "party_id", "code"
        ):
            found[party].industry = code
        for party, value in PartyIdentifier.objects.filter(party_id__in=part).values_list("party_id", "value"):
            found[party].numbers.add(value)
        for figure in PartyFigure.objects.filter(party_id__in=part):
            found[figure.party_id].figures[figure.year] = figure
    return {pk: found[roots[pk]] for pk in ids if pk in roots}
