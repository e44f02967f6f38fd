"""Who else may be meant: other parties by a typed name, code or number, with how alike they are."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from qingzhi.base import clock

from ..models import Party, PartyName
from ..rules.credit_code import canonical_credit_code
from ..rules.likeness import Likeness, likeness
from ..rules.names import bare_key, name_key, parts_of
from ..rules.wording import split_trade
from .sides import sides_of
from .thresholds import name_points

MOST = 12


@dataclass(frozen=True)
class Candidate:
    """Another party and how alike it is."""

    party: Party
    likeness: Likeness


def candidates_for(party: Party, text: str, visible: QuerySet[Party]) -> list[Candidate]:
    """Other holders that a text finds (without one: whose name shares this party's core), the most alike first."""
    points = name_points(clock.today())
    found = visible.filter(merged_into=None).exclude(pk=party.root_pk)
    asked = text.strip()
    if asked.isdecimal() and len(asked) < 15:
        found = found.filter(pk=int(asked))
    elif asked:
        found = found.filter(Q(credit_code=canonical_credit_code(asked)[:18]) | Q(pk__in=_bearing(name_key(asked))))
    else:
        own, _ = split_trade(parts_of(bare_key(name_key(party.name)), points.places).core)
        found = found.filter(pk__in=_bearing(own)) if len(own) > 1 else found.none()
    rows = list(found.select_related("region").order_by("pk")[:60])
    sides = sides_of([party.pk, *(row.pk for row in rows)])
    scored = [Candidate(row, likeness(sides[party.pk], sides[row.pk], points)) for row in rows]
    return sorted(scored, key=lambda one: (-one.likeness.score, one.party.pk))[:MOST]


def one_party(text: str, visible: QuerySet[Party]) -> Party | None:
    """The one holder that a number, a code or a whole name means; None where none or several do."""
    asked = text.strip()
    rows = visible.filter(merged_into=None)
    if asked.isdecimal() and len(asked) < 15:
        return rows.filter(pk=int(asked)).first()
    by_code = rows.filter(credit_code=canonical_credit_code(asked)[:18]).first() if len(asked) == 18 else None
    if by_code:
        return by_code
    key = name_key(asked)
    bearers = PartyName.objects.filter(Q(key=key) | Q(key__startswith=f"{key[:60]}|")).values("party__root_id")
    found = list(rows.filter(pk__in=bearers)[:2])
    return found[0] if len(found) == 1 else None


def _bearing(key: str) -> QuerySet[PartyName, dict[str, int]]:
    return PartyName.objects.filter(key__contains=key).values("party__root_id")  # type: ignore[return-value]
