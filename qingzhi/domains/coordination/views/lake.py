"""Coordination in the lake: envelopes, transfers, disputes, operations, judgments. No names, no words; few rows, read whole each time."""

from django.urls import reverse

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ..access import visible_judgments
from ..models import Handover, JointPart, Judgment, JurisdictionDispute, Transfer

TABLES = (
    ("handovers", "移送和协作", Handover,
     ("id", "kind", "case_id", "sender_id", "receiver_id", "sent_at", "due_at", "reply", "reason", "answered_at", "withdrawn_at")),
    ("crime_transfers", "涉嫌犯罪案件移送", Transfer,
     ("id", "case_id", "offence", "acted_on", "gain", "turnover", "unsold", "loss", "pieces", "marks", "repeated", "police_id",
      "procuratorate_id", "filed_on", "goods_handed_on")),
    ("jurisdiction_disputes", "管辖争议", JurisdictionDispute,
     ("id", "envelope_id", "designation_id", "proposed_id", "settled_id", "settled_by", "settled_on")),
    ("joint_parts", "联合行动参加单位", JointPart,
     ("id", "operation_id", "envelope_id", "body_id", "people", "cases", "value", "transferred", "reported_on")),
    ("judgments", "知识产权裁判", Judgment,
     ("id", "entered_for_id", "court", "number", "instance", "cause", "filed_on", "judged_on", "outcome", "asked", "awarded",
      "has_persons", "appeal_of_id", "case_id", "right_id", "entered_at")),
)  # fmt: skip
PROTECTED = {"handovers": ("case_id",), "crime_transfers": ("case_id",), "judgments": ("case_id",)}


def register_lake() -> None:
    """Every table of what passed between bodies and what courts decided."""
    for name, title, model, fields in TABLES:
        columns = {one: one for one in fields}
        lake_table(LakeTable(name, title, model._meta.label, columns, protected=PROTECTED.get(name, ())))
    record_source(
        RecordSource(
            "judgments", "裁判", "件", lambda actor: visible_judgments(actor).select_related("entered_for__region"), _shown,
            lambda one: reverse("coordination:judgment", args=[one.pk]),
        )
    )  # fmt: skip


def _shown(one: Judgment) -> Shown:
    """A judgment as a list behind a figure shows it: no party's name."""
    region = one.entered_for.region
    return Shown(f"{one.court}{one.number}", one.get_outcome_display(), region.code if region else "", one.judged_on)
