"""The applicant's pages: what I filed, with whom it is stuck, what is asked of me."""

from django.http import HttpResponse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest

from ..listings import OwnCases
from ..queries.lists import own_cases, own_counts


@desk("procedures.case.file")
def own(request: PageRequest) -> HttpResponse:
    counts = own_counts(request.actor)
    figures = [
        Figure("待我办理", counts["todo"], "?show=todo", unit="件", state="warn" if counts["todo"] else ""),
        Figure("在办", counts["open"], "?show=open", unit="件"),
        Figure("已办结", counts["closed"], "?show=closed", unit="件"),
        Figure("待评价", counts["unrated"], "?show=unrated", unit="件"),
    ]
    return OwnCases(request, own_cases(request.actor)).respond("procedures/own.html", {"figures": figures})
