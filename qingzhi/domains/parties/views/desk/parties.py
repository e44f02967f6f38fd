"""The list of parties, and one party."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check

from ...access import visible_parties
from ...models import Party
from ...queries.families import family_ids
from ...queries.history import dealings_of, industry_words, names_of, spans_of
from ...queries.links import fact_counts, holder_url
from ...queries.personal import masked_contact, masked_identity, shown_address
from ...terms import IdentifierScheme, PartyFlag, PartyKind
from .acting import found_party
from .listings import PartyListing, state_of

VERBS = (
    ("correct", "更正"),
    ("rename", "变更名称"),
    ("add_name", "登记别名"),
    ("move", "变更地区"),
    ("add_flag", "登记资质"),
    ("add_industry", "登记行业"),
    ("add_figures", "登记规模数据"),
    ("add_link", "登记关系"),
    ("close", "登记注销"),
)


@desk("parties.view")
def parties(request: PageRequest) -> HttpResponse:
    """All holders that the actor may see."""
    listing = PartyListing(request, visible_parties(request.actor))
    return listing.respond("parties/parties.html", {"may_register": check(request.actor, "parties.register")})


@desk("parties.view")
def party(request: PageRequest, party_id: int) -> HttpResponse:
    """One holder: who it is and was, what is known of it, what was done."""
    found = found_party(request, party_id)
    if found.merged_into_id and found.root and "record" not in request.GET:
        return redirect("parties:party", found.root_pk)
    parts: Any = found  # with what `with_parts` saw that there is
    ids = family_ids(found) if parts.has_family and not found.merged_into_id else [found.pk]
    links, merges, questions = dealings_of(found, ids)
    may_read = bool(check(request.actor, "parties.personal"))
    is_person = found.kind == PartyKind.INDIVIDUAL
    context = {
        "party": found,
        "state": state_of(found),
        "facts": facts_of(found, full=may_read),
        "figures": figures_of(found, ids),
        "names": names_of(ids),
        **hanging_on(found),
        "links": links,
        "merges": merges,
        "questions": questions,
        "identity": masked_identity(found) if parts.has_numbers and is_person else "",
        "contact": masked_contact(found) if parts.has_contacts else {},
        "may_read": may_read,
        "may_merge": bool(check(request.actor, "parties.merge")) and not found.merged_into_id,
        "may_register": bool(check(request.actor, "parties.register")) and not found.merged_into_id,
        "verbs": verbs_of(request.actor, found),
        "holder_url": holder_url(found.root_pk),
        "entries": entries_of(found)[:50],
    }
    return render(request, "parties/party.html", context)


def hanging_on(found: Any) -> dict[str, Any]:
    """Places, recognitions, industries, figures and numbers of a party; nothing is asked for what there is not."""
    today = clock.today()
    spans = spans_of(found) if found.has_spans else {"flag": [], "industry": [], "region": []}
    numbers = found.identifiers.exclude(scheme=IdentifierScheme.CREDIT_CODE).exclude(value="")
    return {
        "regions": spans["region"],
        "flags": [(span, _label(span.text), _light(span, today)) for span in spans["flag"]],
        "industries": [(span, industry_words(span.text)) for span in spans["industry"]],
        "yearly": found.figures.order_by("-year")[:10] if found.has_figures else (),
        "numbers": numbers.order_by("scheme") if found.has_numbers else (),
    }


def verbs_of(actor: Actor, found: Party) -> list[tuple[str, str]]:
    """What the actor may do with a party, as (address, label)."""
    if found.merged_into_id or not check(actor, "parties.register"):
        return []
    return [
        (reverse(f"parties:{name}", args=[found.pk]), label)
        for name, label in VERBS
        if not (name == "close" and found.ended_on)
    ]


def facts_of(found: Party, *, full: bool) -> list[tuple[str, Any]]:
    """What is known of a party at a glance."""
    rows: list[tuple[str, Any]] = [
        ("类型", found.get_kind_display()),
        ("统一社会信用代码", found.credit_code or "未登记"),
        ("所在地区", str(found.region or found.place or "未登记")),
        ("地址", shown_address(found, full=full)),
        ("成立日期", found.founded_on),
        ("数据截至", found.data_as_of),
        ("登记时间", f"{found.registered_at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M}"),
    ]
    if found.kind == PartyKind.ENTERPRISE:
        rows.insert(1, ("企业规模", found.get_size_display() or "未划型"))
        rows.append(("划型依据", found.size_reason or "未登记主行业和规模数据"))
    if found.batch_id:
        rows.append(("登记批次", format_html('<a href="/imports/{}/">批次 {}</a>', found.batch_id, found.batch_id)))
    return [*rows, ("注销日期", found.ended_on)] if found.ended_on else rows


def figures_of(found: Party, ids: list[int]) -> list[Figure]:
    """What other registers count of a holder."""
    root = found.root_pk
    ordered = [root, *(pk for pk in ids if pk != root)]
    return [Figure(one.title, one.value, one.url, unit=one.unit) for one in fact_counts(ordered)]


def _label(flag: str) -> str:
    return PartyFlag(flag).label if flag in list(PartyFlag) else flag


def _light(span: Any, today: Any) -> str:
    if span.valid_to and span.valid_to <= today:
        return "none"
    return "ok" if span.valid_from is None or span.valid_from <= today else "unknown"
