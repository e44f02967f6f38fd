"""Rounds: what sources are told of their entries, how far the experts are."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Model, Q, QuerySet

from ..models import Entry, Group, Involvement, Round, Seat, Sheet
from ..sources import EntryFacts, Involved
from ..terms import SeatState, SheetState


def round_for(subject: Model) -> Round | None:
    """The latest round of a record."""
    kind, number = subject._meta.label_lower, str(subject.pk)
    return Round.objects.filter(subject_kind=kind, subject_id=number).order_by("-pk").first()


def active_entries(round_: Round) -> QuerySet[Entry]:
    """The entries that are still judged."""
    return Entry.objects.filter(round=round_, withdrawn_reason="")


def entry_facts(round_: Round, only: Entry | None = None) -> list[EntryFacts]:
    """The round's entries as sources see them, in two queries."""
    entries = active_entries(round_).filter(pk=only.pk) if only else active_entries(round_)
    touched: dict[int, list[Involved]] = {}
    rows = Involvement.objects.filter(entry__in=entries).order_by("pk")
    for entry, role, kind, number, name in rows.values_list("entry_id", "role", "ref_kind", "ref_id", "name"):
        touched.setdefault(entry, []).append(Involved(role, kind, number, name))
    return [
        EntryFacts(pk, kind, number, title, tuple(touched.get(pk, ())))
        for pk, kind, number, title in entries.values_list("pk", "subject_kind", "subject_id", "title")
    ]


@dataclass(frozen=True)
class SeatProgress:
    """A seat with how many sheets it has and how many are in."""

    seat: Seat
    sheets: int
    submitted: int

    @property
    def percent(self) -> int | None:
        return round(self.submitted * 100 / self.sheets) if self.sheets else None


def progress_of(round_: Round) -> list[SeatProgress]:
    """How far each expert is; never what anybody gave."""
    live = Q(sheets__entry__withdrawn_reason="") & ~Q(sheets__state=SheetState.RECUSED)
    rows = (
        Seat.objects.filter(group__round=round_)
        .select_related("group", "candidate", "only_entry")
        .annotate(
            of=Count("sheets", filter=live), done=Count("sheets", filter=live & Q(sheets__state=SheetState.SUBMITTED))
        )
        .order_by("group__code", "pk")
    )
    return [SeatProgress(one, one.of, one.done) for one in rows]


def seats_waiting(round_: Round) -> QuerySet[Seat]:
    """The seats of those who have yet to sign or to score."""
    unscored = Sheet.objects.filter(
        state__in=(SheetState.OPEN, SheetState.DRAFT), seat__state=SeatState.ACCEPTED, entry__withdrawn_reason=""
    )
    return Seat.objects.filter(group__round=round_).filter(
        Q(state=SeatState.OFFERED) | Q(pk__in=unscored.values("seat_id"))
    )


def panel_gaps(seats: list[SeatProgress]) -> list[tuple[Group, int]]:
    """The groups whose panel is smaller than its quota, with how many are missing; read from the round's seats."""
    groups = {one.seat.group_id: one.seat.group for one in seats}
    sitting = Counter(one.seat.group_id for one in seats if one.seat.sits and one.seat.only_entry_id is None)
    return [(group, group.quota - sitting[pk]) for pk, group in groups.items() if sitting[pk] < group.quota]
