"""Who bears a recognition on a day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from ..models import Party, PartyFlagSpan
from ..rules.credit_code import canonical_credit_code
from .standing import not_ended, standing_parties


def parties_flagged(flags: Sequence[str], on: date) -> QuerySet[Party]:
    """The holders (records that stand for themselves) of which some record bears one of the recognitions on a day, not yet ended."""
    spans = PartyFlagSpan.objects.filter(Q(valid_from=None) | Q(valid_from__lte=on), flag__in=list(flags))
    spans = spans.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    bearing = Q(pk__in=spans.values("party_id")) | Q(pk__in=spans.values("party__root_id"))
    return standing_parties().filter(bearing, not_ended(on)).order_by("pk")


def parties_by_code(codes: Sequence[str]) -> dict[str, Party]:
    """The holder of each unified social credit code that the register knows, by the code as it is written canonically."""
    wanted = {canonical_credit_code(code)[:18] for code in codes if code}
    rows = Party.objects.filter(credit_code__in=wanted).exclude(credit_code="").select_related("region", "root__region")
    return {row.credit_code: row.root or row for row in rows}


def parties_by_pk(ids: Sequence[int]) -> dict[int, Party]:
    """Records by their number, each with its place and the record that stands for it."""
    return Party.objects.select_related("region", "root__region").in_bulk(list(ids))
