"""What everybody reads of awards: the rules before any score, those who are proposed, those who were given one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.publication.queries import publications_about
from qingzhi.engine.scoring.models import Round, SchemeVersion

from ..access.awards import public_rounds
from ..access.commendations import public_commendations
from ..models import AwardNomination, AwardRound
from ..queries.award_shown import round_state, stages_of
from ..terms.awards import AwardStage
from ..terms.commendations import CommendationState

ANNOUNCED = 200


@open_to_public
def rounds(request: PageRequest) -> HttpResponse:
    """Every round whose rules were published."""
    today = clock.today()
    rows = [
        (one, round_state(one, today)) for one in public_rounds().select_related("body").order_by("-year", "kind")[:60]
    ]
    return render(request, "support/award/public_rounds.html", {"rows": rows})


@open_to_public
def round_page(request: PageRequest, round_id: int) -> HttpResponse:
    """One round: rules, grades, criteria with their weights, publications, awards given; never a single expert's score."""
    found = get_object_or_404(public_rounds().select_related("body"), pk=round_id)
    given = AwardNomination.objects.filter(round=found).exclude(awarded_on=None)
    given = given.select_related("right", "seat", "nominator").order_by("seat__position", "rank")
    closed = found.stage == AwardStage.CLOSED
    context = {
        "round": found,
        "state": round_state(found, clock.today()),
        "stages": stages_of(found),
        "seats": list(found.seats.all()),
        "criteria": criteria_of(found),
        "publications": list(publications_about(found)),
        "given": list(given[:ANNOUNCED]) if closed else [],
        "draw": Round.objects.filter(pk=found.scoring_round or 0).exclude(state="preparing").first(),
    }
    return render(request, "support/award/public_round.html", context)


def criteria_of(found: AwardRound) -> list[tuple[int, str, str, str]]:
    """The criteria of the version in force for a round: depth, title, weight, points to look at."""
    versions = SchemeVersion.objects.filter(scheme__code=found.scheme, valid_from__lte=found.rules_on)
    version = versions.order_by("-valid_from").first()
    if version is None:
        return []
    rows = list(version.criteria.all())
    children: dict[int | None, list] = {}  # type: ignore[type-arg]
    for one in rows:
        children.setdefault(one.parent_id, []).append(one)
    told: list[tuple[int, str, str, str]] = []

    def walk(parent: int | None, depth: int) -> None:
        for one in children.get(parent, []):
            weight = f"{one.weight.normalize():f}"
            told.append(
                (depth, one.title, f"至多加 {weight} 分" if one.kind == "bonus" else f"{weight}%", one.guidance)
            )
            walk(one.pk, depth + 1)

    walk(None, 0)
    return told


@open_to_public
def commendation(request: PageRequest, round_id: int) -> HttpResponse:
    """One round of commendation: from which evaluation, who is proposed or commended."""
    found = get_object_or_404(public_commendations(), pk=round_id)
    shown = (CommendationState.PROPOSED, CommendationState.COMMENDED)
    context = {
        "round": found,
        "candidates": found.candidates.filter(state__in=shown),
        "publications": publications_about(found),
    }
    return render(request, "support/commendation/public_round.html", context)
