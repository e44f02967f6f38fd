"""Computing an application: each claim judged anew, bounded line by line, and the lines kept."""

from collections import Counter
from datetime import date
from decimal import Decimal

from ..models import Claim, ComputationLine, SubsidyApplication
from ..queries.holders import family_of, paid_in_year
from ..queries.ledger import earlier_payments
from ..queries.offers import bars, offers_of, piece_of
from ..queries.register import held
from ..queries.rulings import Rulings
from ..rules.money import ZERO, Bound, Computed, Piece, compute, total
from ..rules.paying import Earlier
from ..terms import ClaimState
from .money import budget_left


def recompute(application: SubsidyApplication, on: date, *, rules_on: date | None = None) -> Decimal:
    """Judge and compute every claim as of a day by the rules of the case's day; the lines replace those that stood.

    Called inside the caller's transaction, with the application locked.
    """
    rulings = Rulings(rules_on or application.case.rules_on)
    claims = list(application.claims.exclude(state__in=(ClaimState.PAID, ClaimState.RECOVERED)).order_by("pk"))
    pieces = _pieces(application, claims, rulings, on)
    found = compute(
        pieces, holder_left=holder_left(application, rulings, on), budget_left=budget_left(application.call)
    )
    for claim, computed in zip(claims, found, strict=True):
        _keep(claim, computed)
    application.amount_computed = total(found)
    application.computed_on = on
    application.save(update_fields=["amount_computed", "computed_on"])
    return application.amount_computed


def holder_left(application: SubsidyApplication, rulings: Rulings, on: date) -> Bound:
    """What the holder may still get in the year; the highest cap of the acts that are claimed counts."""
    acts = sorted(set(application.claims.values_list("act", flat=True)))
    asked = [rulings.ask("caps", scheme=application.call.scheme, act=act) for act in acts]
    capped = [one for one in asked if one.get("holder_year") is not None]
    if not capped:
        return Bound(None, asked[0].source if asked else "")
    highest = max(capped, key=lambda one: one.get("holder_year"))
    spent = paid_in_year(application.party, on)
    told = f"{highest.source}；本年度已资助{spent}元"
    return Bound(max(highest.get("holder_year") - spent, ZERO), told, highest.row)


def _pieces(application: SubsidyApplication, claims: list[Claim], rulings: Rulings, on: date) -> list[Piece]:
    refused, deducted = _judged(application, claims, rulings, on)
    taken: Counter[tuple[int, str]] = Counter()
    pieces = []
    for claim in claims:
        reason = refused.get(claim.pk, "")
        if not reason:
            taken[claim.right_id, claim.act] += 1
            reason = _too_many(application, claim, taken[claim.right_id, claim.act], rulings)
        pieces.append(piece_of(application.call, claim, rulings, refused=reason, deducted=deducted.get(claim.pk, ZERO)))
    return pieces


def _judged(
    application: SubsidyApplication, claims: list[Claim], rulings: Rulings, on: date
) -> tuple[dict[int, str], dict[int, Decimal]]:
    """Why a claim is worth nothing, and what other levels paid for it already."""
    rights = held(_rights_of(claims), family_of(application.party), on)
    offers = {
        (one.right.pk, one.deed.act.value, one.deed.part): one
        for one in offers_of(application.call, rights, rulings, besides=application.pk)
    }
    paid = earlier_payments((claim.kind, claim.number) for claim in claims)
    refused: dict[int, str] = {}
    deducted: dict[int, Decimal] = {}
    for claim in claims:
        offer = offers.get((claim.right_id, claim.act, claim.part))
        if claim.struck:
            refused[claim.pk] = claim.struck
        elif offer is None:
            refused[claim.pk] = "登记簿中已没有这一事项"
        elif offer.reasons:
            refused[claim.pk] = "；".join(offer.reasons)
        earlier = paid.get((claim.kind, claim.number, claim.act, claim.part))
        if earlier is not None and not bars(earlier, rulings):
            deducted[claim.pk] = _known(earlier)
    return refused, deducted


def _rights_of(claims: list[Claim]):  # type: ignore[no-untyped-def]
    model = Claim._meta.get_field("right").related_model
    return model._default_manager.filter(pk__in=[claim.right_id for claim in claims])  # type: ignore[union-attr]


def _known(earlier: Earlier) -> Decimal:
    return earlier.amount if earlier.amount is not None else ZERO


def _too_many(application: SubsidyApplication, claim: Claim, nth: int, rulings: Rulings) -> str:
    ruling = rulings.ask(
        "amounts", scheme=application.call.scheme, type=claim.type, act=claim.act, call=application.call.code
    )
    most = ruling.get("most")
    return f"同一权利的{claim.get_act_display()}最多资助{most:f}项" if most is not None and nth > most else ""


def _keep(claim: Claim, computed: Computed) -> None:
    claim.lines.all().delete()
    ComputationLine.objects.bulk_create(
        ComputationLine(
            claim=claim, position=place, code=line.code, label=line.label, asked=line.asked[:300], value=line.value,
            binding=line.binding, row=line.row[:80], source=line.source[:300],
        )
        for place, line in enumerate(computed.lines, start=1)
    )  # fmt: skip
    claim.amount, claim.reason = computed.amount, computed.reason[:300]
    if claim.state in (ClaimState.ASKED, ClaimState.REFUSED, ClaimState.GRANTED):
        refused = computed.amount <= 0
        claim.state = ClaimState.REFUSED.value if refused else ClaimState.ASKED.value
    claim.save(update_fields=["amount", "reason", "state"])
