"""The inbox as a listing."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from qingzhi.base import clock
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region

from .kinds import kind_title
from .models import WorkItem
from .queries import state_filter, tab_filter, warn_days

TABS = (("mine", "我承办的"), ("unowned", "待认领"), ("body", "本单位全部"), ("deputy", "代他人办理"))
WAITING = (("office", "等单位办理"), ("holder", "等申请人或专家"))
PAGED = 2000  # items that are paged through; the filters find the rest
STATES = (("late", "滞后"), ("warn", "预警"), ("ok", "正常"), ("none", "未定期限"))


def tabs_of(actor: Actor) -> Sequence[tuple[str, str]]:
    """The tabs that make sense: nobody deputises for an applicant, and an expert is alone."""
    if not actor.is_mandated:
        return TABS
    return () if acts_for_self(actor) else TABS[:3]


def owner_name(item: WorkItem) -> str:
    """Who does it; what an expert holds nobody need take first."""
    return item.owner.name if item.owner else "待认领" if item.body_id else "—"


def acts_for_self(actor: Actor) -> bool:
    """Whether somebody acts by mandate for himself: an expert has no colleagues to take from."""
    return actor.is_mandated and actor.acts_for == actor.subject_id


class InboxListing(Listing):
    """What somebody can do something about; a box in each row that can be taken."""

    name = "待办"
    columns = [
        Column("state", "状态", kind="state", sort=False),
        Column("due_on", "期限", kind="deadline"),
        Column("title", "事项", kind="link", url=lambda item: item.url, sub=lambda item: item.kind_title),
        Column(
            "body__short_name", "责任单位", value=lambda item: item.short_holder_name, sort="body__position", drop=True
        ),
        Column("owner__name", "承办人", value=lambda item: owner_name(item)),
        Column("opened_at", "交办时间", kind="date", drop=True),
        Column("more", "操作", kind="html", template="tasks/more.html", sort=False),
    ]
    default_order = ("-priority", "due_on")
    count_limit = PAGED
    saved = [("全部", ""), *((label, f"tab={code}") for code, label in TABS), ("已逾期", "state=late")]
    empty_title = "没有待办"
    empty_hint = "需要您或本单位办理的事项会按期限列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[WorkItem]):
        super().__init__(request, rows)
        self.warn = warn_days()
        tabs = tabs_of(request.actor)
        if tabs is not TABS:
            self.saved = [("全部", ""), *((label, f"tab={code}") for code, label in tabs), ("已逾期", "state=late")]
            self.empty_hint = "请您办理的事项会按期限列在这里。"
        self.filters = [
            Search("q", "按事项查找", fields=["title"]),
            *([Choice("tab", "范围", options=tabs, narrowing=self._tab, every="我的和本单位的")] if tabs else []),
            Choice("state", "状态", options=STATES, narrowing=self._state),
            Choice("kind", "类别", options=self._kinds, lookup="kind"),
            Flag("urgent", "只看加急、特急", condition=Q(priority__gt=0)),
        ]

    @cached_property
    def shown_columns(self) -> list[Column]:
        """What can be done with a row is no matter for the Excel file; whose all rows are need not stand in each."""
        actor, columns = self.request.actor, super().shown_columns
        if actor.is_mandated:
            needless = {"body__short_name"} | ({"owner__name"} if acts_for_self(actor) else set())
            columns = [column for column in columns if column.name not in needless]
        return [column for column in columns if column.name != "more"] if self.given("export") else columns

    def prepare(self, rows: list[Any]) -> list[Any]:
        subject = self.request.actor.subject_id
        for row in rows:
            row.warn_days = self.warn
            is_others = row.owner is None or row.owner.subject_id != subject
            row.can_take = is_others and row.is_held_by(self.request.actor) and not acts_for_self(self.request.actor)
        return rows

    def _tab(self, rows: QuerySet[WorkItem], tab: str) -> QuerySet[WorkItem]:
        return rows.filter(tab_filter(self.request.actor, tab))

    def _state(self, rows: QuerySet[WorkItem], code: str) -> QuerySet[WorkItem]:
        return rows.filter(state_filter(code, clock.today(), self.warn))

    def _kinds(self, listing: Listing) -> Sequence[tuple[str, str]]:
        codes = self.all_rows.order_by("kind").values_list("kind", flat=True).distinct()
        return [(code, kind_title(code)) for code in codes]


class BoardListing(InboxListing):
    """The open items behind the numbers of the board; nothing is taken from here."""

    name = "在办事项"
    default_order = ("due_on", "-priority")
    saved = [
        ("全部", ""),
        ("已逾期", "state=late&waiting=office"),
        ("即将到期", "state=warn&waiting=office"),
        ("等申请人或专家", "waiting=holder"),
    ]
    empty_title = "没有在办事项"
    empty_hint = "您能看到的单位都没有未办的待办。"

    def __init__(self, request: PageRequest, rows: QuerySet[WorkItem]):
        super().__init__(request, rows)
        bodies = Choice("body", "责任单位", options=self._bodies, lookup="body__code")
        regions = Choice("region", "地区", options=self._regions, lookup="lead_region")
        waiting = Choice("waiting", "等谁办理", options=WAITING, narrowing=self._waiting)
        self.filters = [one for one in self.filters if one.name != "tab"] + [bodies, regions, waiting]

    def prepare(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.warn_days = self.warn
        return rows

    def _waiting(self, rows: QuerySet[WorkItem], code: str) -> QuerySet[WorkItem]:
        return rows.filter(holder__isnull=code == "office")

    def _bodies(self, listing: Listing) -> Sequence[tuple[str, str]]:
        rows = self.all_rows.filter(holder=None).order_by("body__position", "body__code")
        return list(rows.values_list("body__code", "body__short_name").distinct())

    def _regions(self, listing: Listing) -> Sequence[tuple[str, str]]:
        codes = self.all_rows.order_by("lead_region").values_list("lead_region", flat=True).distinct()
        names = dict(Region.objects.values_list("code", "name"))
        return [(code, names.get(code, code)) for code in codes if code]
