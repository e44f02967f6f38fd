"""What lists of enterprises tell the house at start-up: tables of the lake, menu, kinds of work."""

from django.urls import reverse

from qingzhi.base.pages.menu import menu_entry
from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table
from qingzhi.engine.tasks.kinds import work_kind

from ..access.cohorts import visible_members
from ..actions.outreach import WORK
from ..models import CohortFiling, CohortMember

MEMBER = (
    "id", "cohort_code", "year", "party_id", "region_code", "source", "comparable", "valid_from", "valid_to", "first_filed_on",
    "covered_from",
)  # fmt: skip
FILING = (
    "id",
    "member_id",
    "right_id",
    "cohort_code",
    "year",
    "side",
    "applied_on",
    "counts_on",
    "region_code",
    "comparable",
)


def register_lake() -> None:
    """The members of rolls and their applications; read whole at each refresh."""
    lake_table(LakeTable("cohort_members", "名单企业", CohortMember._meta.label, {one: one for one in MEMBER}))
    lake_table(
        LakeTable("cohort_filings", "名单企业的专利申请", CohortFiling._meta.label, {one: one for one in FILING})
    )
    record_source(
        RecordSource(
            "cohort_members", "名单企业", "家", lambda actor: visible_members(actor).select_related("roll__cohort"), _shown,
            lambda member: reverse("cultivation:member", args=[member.pk]),
        )
    )  # fmt: skip


def register_cohorts() -> None:
    """Menu and kinds of work."""
    work_kind(WORK, "走访联系零申请企业", verb="走访", icon="users")
    menu_entry(
        "培育名单", "cultivation:cohorts", section="规划", position=40, icon="users", permit="cultivation.cohort.view"
    )
    menu_entry(
        "零申请企业走访", "cultivation:outreach", section="规划", position=41, icon="inbox", permit="cultivation.outreach.answer"
    )  # fmt: skip


def _shown(member: CohortMember) -> Shown:
    """A member as a list behind a figure shows it."""
    told = f"首件申请 {member.first_filed_on}" if member.first_filed_on else "没有专利申请"
    return Shown(member.name, f"{member.roll}，{told}", member.region_code, member.first_filed_on)
