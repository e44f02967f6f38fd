"""Results and their explanation; the criteria."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ..access import visible_rounds
from ..listings import ResultListing
from ..models import Entry, SchemeVersion, Threshold
from ..queries.explaining import explained
from ..queries.schemes import nodes_of
from ..queries.standings import results_of
from ..rules.criteria import shares
from ..terms import CriterionKind, RoundState
from .desk import find_round


@desk("scoring.round.view")
def results(request: PageRequest, pk: int) -> HttpResponse:
    """The ranking, when the round has closed."""
    found = find_round(request, pk)
    listing = ResultListing(request, found, results_of(found))
    return listing.respond("scoring/list.html", {"round": found, "title": "评审结果"})


@desk("scoring.round.view")
def entry(request: PageRequest, pk: int) -> HttpResponse:
    """An entry: its conflicts, and its score down to the leaves when the round has closed."""
    rows = Entry.objects.select_related("round__version__scheme", "group")
    found = get_object_or_404(rows, pk=pk, round__in=visible_rounds(request.actor))
    closed = found.round.state == RoundState.CLOSED
    context = {
        "entry": found, "round": found.round, "closed": closed, "told": explained(found) if closed else None,
        "findings": found.findings.select_related("candidate"), "involved": found.involvements.all(),
        "computed": found.computed.select_related("criterion"),
    }  # fmt: skip
    return render(request, "scoring/explained.html", context)


@desk("scoring.scheme.view")
def schemes(request: PageRequest) -> HttpResponse:
    """Criteria by version, and the dated numbers of the rules."""
    versions = SchemeVersion.objects.select_related("scheme")
    return render(request, "scoring/schemes.html", {"versions": versions, "thresholds": Threshold.objects.all()})


@desk("scoring.scheme.view")
def one_scheme(request: PageRequest, pk: int) -> HttpResponse:
    """A version's tree with what each leaf counts in the whole."""
    found = get_object_or_404(SchemeVersion.objects.select_related("scheme"), pk=pk)
    nodes = nodes_of(found)
    whole = shares(nodes)
    depth = {"": -1}
    guidance = dict(found.criteria.values_list("code", "guidance"))
    rows = []
    for one in nodes:
        depth[one.code] = depth[one.parent] + 1
        share = whole.get(one.code)
        kind = CriterionKind(one.kind).label
        rows.append((one, depth[one.code], kind, share * 100 if share is not None else None, guidance[one.code]))
    tie = next((one.title for one in nodes if one.code == found.tie_code), "")
    return render(request, "scoring/scheme.html", {"version": found, "rows": rows, "tie": tie})
