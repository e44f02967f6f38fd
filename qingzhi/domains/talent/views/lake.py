"""Experts in the lake: where they are and for how long they serve; no name, title or word about anybody."""

from django.urls import reverse

from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table

from ..access import visible_experts
from ..models import Expert

COLUMNS = ("id", "region_id", "outside", "valid_from", "valid_to", "retired_on", "fictional", "registered_at")


def register_lake() -> None:
    """One row for each expert; few beside the registers, so each refresh reads them whole."""
    lake_table(LakeTable("experts", "专家", "talent.Expert", {one: one for one in COLUMNS}))
    record_source(
        RecordSource(
            "experts", "专家", "名", lambda actor: visible_experts(actor).select_related("region"), _shown,
            lambda expert: reverse("talent:expert", args=[expert.pk]),
        )
    )  # fmt: skip


def _shown(expert: Expert) -> Shown:
    """An expert as a list behind a figure shows it."""
    return Shown(
        f"{expert.number} {expert.name}", expert.title, expert.region.code if expert.region else "", expert.valid_from
    )
