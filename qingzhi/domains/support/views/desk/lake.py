"""Support in the lake: calls, applications, paid acts of rights, results of awards. No holder's name, account or opinion.

What experts gave stays protected: only who was awarded what is public. Few rows beside the registers, so each refresh reads
them whole; `case_id` joins the cases, `subject_id` of `fund_claims` the dossiers.
"""

from typing import Any

from django.urls import reverse

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ...access import visible_applications
from ...access.awards import visible_nominations, visible_transactions
from ...models import (
    AwardNomination,
    AwardRound,
    AwardSeat,
    Call,
    CompensationApplication,
    PaidClaim,
    RecordedTransaction,
    SubsidyApplication,
    VarietyFundApplication,
)

JUDGED = ("score", "rank", "priority_points", "vote_passed")
TABLES = (
    ("support_calls", "申报通知", Call, ("id", "code", "year", "scheme", "body_id", "programme_id", "opens_on", "closes_on", "state"), ()),
    ("subsidy_applications", "资助申报", SubsidyApplication,
     ("id", "case_id", "call_id", "region_code", "size", "corrections", "amount_computed", "amount_granted", "amount_recovered",
      "paid_on"), ()),
    ("paid_rights", "已资助权利", PaidClaim,
     ("id", "right_id", "kind", "number", "act", "part", "slot", "level", "region_code", "holder_id", "year", "amount", "decided_on",
      "paid_on", "doubled", "recovered", "released_at"), ()),
    ("variety_fund", "品种权基金申请", VarietyFundApplication,
     ("id", "case_id", "year", "right_id", "holder_id", "use", "requested", "approved", "programme_id", "paid", "recovered"), ()),
    ("compensations", "事后补偿", CompensationApplication,
     ("id", "case_id", "kind", "right_id", "holder_id", "computed", "programme_id", "paid_on"), ()),
    ("recorded_transactions", "交易记录", RecordedTransaction,
     ("id", "kind", "signed_on", "amount", "paid_amount", "paid_on", "giver_id", "taker_id", "operator_id", "void_on"), ()),
    ("award_rounds", "评选轮次", AwardRound, ("id", "kind", "year", "stage", "body_id", "programme_id", "opens_on", "closes_on"), ()),
    ("award_seats", "奖项名额", AwardSeat, ("id", "round_id", "code", "title", "quota", "prize"), ()),
    ("award_results", "评奖结果", AwardNomination,
     ("id", "case_id", "round_id", "right_id", "category", "nominator_id", "holder_id", "group_id", "seat_id", *JUDGED, "awarded_on",
      "valid_to", "prize", "paid_on", "revoked_on", "removed_on"), (*JUDGED, "group_id")),
)  # fmt: skip


def register_lake() -> None:
    """Every table of what was asked for, given and taken back."""
    for name, title, model, fields, protected in TABLES:
        lake_table(LakeTable(name, title, model._meta.label, {one: one for one in fields}, protected=protected))
    for source in SOURCES:
        record_source(source)


def _case_url(one: Any) -> str:
    return reverse("procedures:case", args=[one.case_id])


def _application(one: SubsidyApplication) -> Shown:
    return Shown(one.case.title, one.case.state_label, one.region_code, one.paid_on)


def _nomination(one: AwardNomination) -> Shown:
    return Shown(one.case.title, one.case.state_label, one.case.region_code, one.awarded_on)


def _transaction(one: RecordedTransaction) -> Shown:
    region = one.giver.region
    about = f"{one.get_kind_display()}，合同金额 {one.amount:,} 元"
    return Shown(one.contract_number, about, region.code if region else "", one.signed_on)


SOURCES = (
    RecordSource("subsidy_applications", "资助申报", "件", lambda actor: visible_applications(actor).select_related("case"),
                 _application, _case_url),
    RecordSource("award_results", "奖项推荐", "项", lambda actor: visible_nominations(actor).select_related("case"),
                 _nomination, _case_url),
    RecordSource("recorded_transactions", "交易记录", "笔",
                 lambda actor: visible_transactions(actor).select_related("giver__region"),
                 _transaction, lambda one: reverse("support:transactions")),
)  # fmt: skip
