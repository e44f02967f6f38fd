"""What everybody sees: calls with their guide, and whom they paid."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.publication.queries import publications_about

from ..access import public_calls
from ..queries.calls import amounts_of, call_state, with_parts
from ..queries.results import results_of


@open_to_public
def calls(request: PageRequest) -> HttpResponse:
    """Every call: those that are open first."""
    rows = [(one, call_state(one)) for one in public_calls().select_related("body")[:100]]
    rows.sort(key=lambda row: (row[1].code not in ("ok", "warn"), -row[0].year, row[0].closes_on))
    return render(request, "support/public/calls.html", {"rows": rows})


@open_to_public
def call(request: PageRequest, code: str) -> HttpResponse:
    """One call: guide, what is paid by which table, who may apply, until when, with which papers."""
    found = get_object_or_404(with_parts(public_calls()), code=code)
    context = {
        "call": found,
        "state": call_state(found),
        "amounts": amounts_of(found),
        "publications": publications_about(found),
    }
    return render(request, "support/public/call.html", context)


@open_to_public
def results(request: PageRequest, code: str) -> HttpResponse:
    """Who was subsidised: name, rights, amount; never an account or a number of a person."""
    found = get_object_or_404(public_calls(), code=code)
    return render(request, "support/public/results.html", {"call": found, "results": results_of(found)})
