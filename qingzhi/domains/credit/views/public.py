"""What everybody sees: findings that stand, penalties that are published."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.publication.models import PublicationItem
from qingzhi.engine.publication.rules.redaction import masked_names

from ..access import public_licences, public_listings, public_notices
from ..queries.decisions import licence_words
from ..rules.penalties import penalty_kinds
from ..terms import ListKind


class PublicFindings(Listing):
    """Findings that stand; each opens its publication."""

    name = "失信认定公示"
    columns = [
        Column("name", "主体", kind="link", value=lambda one: one.archive.name, url=lambda one: reverse("publication:page", args=[one.publication_id]), sub=lambda one: one.archive.party.credit_code if one.archive.party else "", sort="archive__name"),
        Column("conduct", "失信行为", value=lambda one: one.get_conduct_display(), sub=lambda one: one.get_kind_display(), sort=False),
        Column("number", "认定文号", sub=lambda one: one.case.body.name, drop=True),
        Column("decided_on", "认定日期", kind="date", drop=True),
        Column("until", "公示至", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按主体、代码或文号查找", fields=["archive__name", "archive__party__credit_code", "number"]),
        Choice("kind", "名单", options=ListKind.choices(), lookup="kind"),
    ]
    default_order = "-decided_on"
    empty_title = "没有公示中的失信认定"
    empty_hint = "认定后在期限内公示；修复、期满或撤销的不再公示。"


class PublicPenalties(Listing):
    """Penalties whose time of publicity is not over."""

    name = "行政处罚信息公示"
    columns = [
        Column("party", "行政相对人", kind="link", value=lambda one: masked_names(one.decision.party_name) if one.decision.is_person else one.decision.party_name, url=lambda one: reverse("publication:page", args=[one.publication_id]), sub=lambda one: one.decision.number, sort=False),
        Column("violation", "违法行为类型", value=lambda one: one.told.get("violation"), sort=False),
        Column("kinds", "处罚类别", value=lambda one: penalty_kinds(one.decision.content, one.decision.fine, one.decision.confiscated), sort=False, drop=True),
        Column("authority", "处罚机关", value=lambda one: one.decision.case.body.name, sort=False, drop=True),
        Column("decided_on", "决定日期", kind="date", value=lambda one: one.decision.decided_on, sort="decision__decided_on"),
        Column("public_until", "公示至", kind="date", drop=True),
    ]  # fmt: skip
    filters = [Search("q", "按文号或违法事实查找", fields=["decision__number", "facts"])]
    default_order = "-pk"
    empty_title = "没有公示中的行政处罚"
    empty_hint = "处罚决定生效后在法定期限内公示。"

    def prepare(self, rows: list[Any]) -> list[Any]:
        """What was published of each, as it went out: the decision itself says more."""
        items = PublicationItem.objects.filter(publication__in=[one.publication_id for one in rows], withdrawn_at=None)
        told = {one.publication_id: one.values for one in items}
        for one in rows:
            one.told = told.get(one.publication_id, {})
        return rows


class PublicLicences(Listing):
    """Licences that were published."""

    name = "行政许可信息公示"
    columns = [
        Column("party", "行政相对人", kind="link", value=lambda one: masked_names(one.party_name) if one.is_person else one.party_name, url=lambda one: reverse("publication:page", args=[one.publication_id]), sub="number", sort=False),
        Column("document", "许可决定", value=lambda one: licence_words(one, one.document), sub=lambda one: one.get_category_display(), sort=False),
        Column("authority", "许可机关", value=lambda one: one.body.name, sort=False, drop=True),
        Column("decided_on", "决定日期", kind="date"),
        Column("valid_to", "有效期至", kind="date", drop=True),
        Column("status", "状态", value=lambda one: one.get_status_display(), sort=False),
    ]  # fmt: skip
    filters = [
        Search("q", "按文书号或许可事项查找", fields=["number", "document"], only={"document": Q(is_person=False)})
    ]
    default_order = "-decided_on"
    empty_title = "没有公示的行政许可"
    empty_hint = "作出许可决定后在法定期限内公示。"


@open_to_public
@require_safe
def published(request: PageRequest) -> HttpResponse:
    """Who is found dishonest now."""
    rows = public_listings().select_related("archive__party", "case__body")
    return PublicFindings(request, rows).respond("credit/public/findings.html")


@open_to_public
@require_safe
def penalties(request: PageRequest) -> HttpResponse:
    """Penalties that are published now; natural persons' names are covered."""
    rows = public_notices().select_related("decision__case__body")
    return PublicPenalties(request, rows).respond("credit/public/penalties.html")


@open_to_public
@require_safe
def licences(request: PageRequest) -> HttpResponse:
    """Licences that were published; natural persons' names are covered."""
    return PublicLicences(request, public_licences().select_related("body")).respond("credit/public/licences.html")
