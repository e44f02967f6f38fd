"""The public page of an organisation: no persons, no protected fields, nothing that a source does not let republish."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields

from ..access import public_parties
from ..models import Party
from ..queries.history import flags_on, names_of
from ..queries.links import public_holder_url
from ..terms import NameKind, PartyFlag, PartyKind


@open_to_public
def party(request: PageRequest, party_id: int) -> HttpResponse:
    """One organisation as everybody may see it."""
    found = public_parties().select_related("region").filter(pk=party_id).first()
    if found is None:
        merged = Party.objects.filter(pk=party_id).exclude(kind=PartyKind.INDIVIDUAL).exclude(merged_into=None).first()
        if merged is None or merged.root is None or merged.root.kind == PartyKind.INDIVIDUAL:
            raise Http404
        return redirect("parties:public_party", merged.root_pk)
    fields = allowed_fields(allowed_by([found.batch_id]), found.batch_id)
    if fields is not None and "name" not in fields:
        raise Http404

    def shown(name: str) -> bool:
        return fields is None or name in fields

    former = [one for one in names_of([found.pk]) if one.kind == NameKind.FORMER] if shown("former_name") else []
    facts = [
        ("类型", found.get_kind_display()),
        ("统一社会信用代码", found.credit_code if shown("credit_code") and not found.code_check else ""),
        ("企业规模", found.get_size_display() if shown("staff") else ""),
        ("所在地区", str(found.region or found.place or "") if shown("region") else ""),
        ("成立日期", found.founded_on if shown("founded_on") else None),
        ("注销日期", found.ended_on if shown("ended_on") else None),
        ("曾用名", "、".join(one.name for one in former)),
    ]
    flags = flags_on(found, clock.today()) if shown("flags") else ()
    context = {
        "party": found,
        "facts": [pair for pair in facts if pair[1]],
        "flags": [(PartyFlag(one.flag).label if one.flag in list(PartyFlag) else one.flag, one) for one in flags],
        "holder_url": public_holder_url(found.pk),
    }
    return render(request, "parties/public/party.html", context)
