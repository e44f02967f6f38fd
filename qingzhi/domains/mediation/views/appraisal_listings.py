"""The lists of appraisal."""

from django.urls import reverse

from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.engine.procedures.queries.page import light_of

from ..terms import Field, Matter
from .listings import standing_of


class Appraisals(Listing):
    """Commissions to appraise."""

    name = "鉴定委托"
    columns = [
        Column("light", "状态", kind="state", value=lambda one: light_of(one.case), sort=False),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, state=lambda one: light_of(one.case),
               sort="case__due_on"),
        Column("title", "委托", kind="link", value=str, url=lambda one: reverse("procedures:case", args=[one.case_id]),
               sub=lambda one: f"{one.case.number}，由{one.source.number}委托", sort=False),
        Column("state", "环节", value=lambda one: one.case.state_label, sort="case__state"),
        Column("body", "鉴定机构", value=lambda one: one.body.name if one.body else "—", sort="body__name", drop=True),
        Column("fee", "鉴定费（元）", kind="money", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按当事人、权利或编号查找", fields=["claimant", "respondent", "right_told", "case__number", "source__number"]),
        Choice("matter", "鉴定事项", options=Matter.choices(), lookup="matter"),
        Choice("field", "专业领域", options=Field.choices(), lookup="field"),
        Choice("standing", "办理", options=(("open", "在办"), ("closed", "已办结")),
               narrowing=lambda rows, code: rows.filter(case__closed_at__isnull=code == "open")),
    ]  # fmt: skip
    saved = [("在办", "standing=open"), ("已办结", "standing=closed"), ("全部", "")]
    default_order = "case__due_on"
    empty_title = "没有鉴定委托"
    empty_hint = "在办件页“委托鉴定”后列在这里。"


class AppraisalBodies(Listing):
    """The register of appraisal bodies, open to everybody."""

    name = "鉴定机构名册"
    columns = [
        Column("standing", "状态", kind="state", value=standing_of, sort=False),
        Column("name", "鉴定机构", kind="link", url=lambda one: reverse("mediation:appraisal_body", args=[one.pk]), sub=lambda one: one.licence),
        Column("fields", "专业领域", value=lambda one: one.fields_shown, sort=False),
        Column("experts", "鉴定人", kind="number", value=lambda one: sum(1 for each in one.appraisers.all() if each.retired_on is None), sort=False),
        Column("listed_by", "登记或推荐单位", drop=True),
        Column("valid_to", "有效期至", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按机构、证号或鉴定人查找", fields=["name", "licence", "appraisers__name"]),
        Choice("field", "专业领域", options=Field.choices(), narrowing=lambda rows, code: rows.filter(fields__icontains=f'"{code}"')),
    ]  # fmt: skip
    default_order = "name"
    empty_title = "名册中还没有鉴定机构"
    empty_hint = "登记的鉴定机构会列在这里。"
