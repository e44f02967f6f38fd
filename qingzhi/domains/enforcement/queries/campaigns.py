"""What came of a campaign, counted live from the records; every figure opens to what it counts."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from qingzhi.base.pages.components import Figure
from qingzhi.domains.rights.queries.regions import region_names
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Outcome

from ..models import Campaign, CampaignLead, Decision, PublicDraft
from ..terms import DecisionKind
from ..terms.campaigns import LeadState, LinkedCases
from ..terms.flags import FlagKind
from ..terms.publicity import PublicPurpose, PublicStanding

MADE = (DecisionKind.PENALTY.value, DecisionKind.ADJUDICATION.value)


@dataclass(frozen=True)
class Part:
    """The cases of one region or body."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Results:
    """A campaign in numbers."""

    figures: list[Figure]
    by_region: list[Part]
    by_body: list[Part]


def cases_of(campaign: Campaign) -> QuerySet[Case]:
    """The cases that count for it."""
    return Case.objects.filter(campaigns__campaign=campaign)


def narrowed_cases(code: str) -> Q:
    """A filter on cases: what one figure counts."""
    return {
        LinkedCases.OPEN: Q(closed_at=None),
        LinkedCases.CLOSED: Q(closed_at__isnull=False),
        LinkedCases.TRANSFERRED: Q(outcome=Outcome.TRANSFERRED.value),
        LinkedCases.DECIDED: Q(pk__in=standing_decisions().values("case")),
        LinkedCases.LISTED: Q(pk__in=_flagged(FlagKind.LISTED)),
        LinkedCases.POVERTY: Q(pk__in=_flagged(FlagKind.POVERTY)),
    }[LinkedCases(code)]


def _flagged(kind: FlagKind) -> Any:
    from ..models import CaseFlag

    return CaseFlag.objects.filter(kind=kind.value, ended_at=None).values("case")


def standing_decisions() -> QuerySet[Decision]:
    """Penalties and rulings that were not revoked."""
    return Decision.objects.filter(kind__in=MADE, revoked_on=None)


def decisions_of(campaign: Campaign) -> QuerySet[Decision]:
    """The standing decisions on its cases."""
    return standing_decisions().filter(case__campaigns__campaign=campaign)


def leads_of(campaign: Campaign) -> QuerySet[CampaignLead]:
    return CampaignLead.objects.filter(campaign=campaign)


def typical_of(campaign: Campaign) -> QuerySet[PublicDraft]:
    """Its typical cases, on whatever way to the public."""
    return PublicDraft.objects.filter(campaign=campaign, purpose=PublicPurpose.TYPICAL.value)


def results_of(campaign: Campaign) -> Results:
    """Six questions, whatever the number of cases."""
    rows = list(
        cases_of(campaign).values_list("pk", "closed_at", "outcome", "region_code", "body__short_name", "body_id")
    )
    money = decisions_of(campaign).aggregate(fine=Sum("fine"), confiscated=Sum("confiscated"))
    decided = set(decisions_of(campaign).values_list("case_id", flat=True))
    leads = Counter(leads_of(campaign).values_list("state", flat=True))
    published = typical_of(campaign).filter(standing=PublicStanding.PUBLISHED.value).count()
    cases, lead_list = (
        reverse(f"enforcement:{one}", args=[campaign.pk]) for one in ("campaign_cases", "campaign_leads")
    )
    paid = reverse("enforcement:campaign_decisions", args=[campaign.pk])
    waiting = leads[LeadState.OPEN.value]
    figures = [
        Figure("线索", sum(leads.values()), lead_list, unit="条"),
        Figure("待核查线索", waiting, f"{lead_list}?state=open", unit="条", state="warn" if waiting else "ok"),
        Figure("案件", len(rows), cases, unit="件"),
        Figure("办结", sum(one[1] is not None for one in rows), f"{cases}?part=closed", unit="件"),
        Figure("移送", sum(one[2] == Outcome.TRANSFERRED for one in rows), f"{cases}?part=transferred", unit="件"),
        Figure("作出决定", len(decided), f"{cases}?part=decided", unit="件"),
        Figure("罚款", _yuan(money["fine"]), paid, unit="元"),
        Figure("没收", _yuan(money["confiscated"]), paid, unit="元"),
        Figure(
            "典型案例",
            published,
            f"{reverse('enforcement:typical_cases')}?campaign={campaign.pk}",
            unit="个",
            note="已发布",
        ),
    ]
    return Results(
        figures, _by_region([one[3] for one in rows], cases), _by_body([(one[5], one[4]) for one in rows], cases)
    )


def _yuan(value: Decimal | None) -> str:
    return f"{value or 0:,.0f}"


def _by_region(codes: list[str], url: str) -> list[Part]:
    names = region_names()
    return [
        Part(names.get(code, code or "未定地区"), count, f"{url}?region={code}")
        for code, count in sorted(Counter(codes).items())
    ]


def _by_body(bodies: list[tuple[int, str]], url: str) -> list[Part]:
    return [Part(name, count, f"{url}?body={pk}") for (pk, name), count in Counter(bodies).most_common()]
