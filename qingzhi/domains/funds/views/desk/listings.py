"""The lists of money."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Region

from ...access import visible_programmes
from ...models import Claim, Journal, PaymentBatch, PaymentItem, Programme
from ...queries.accounts import shown_accounts
from ...queries.execution import WAYS, Execution, Row
from ...rules.execution import share
from ...rules.postings import BUDGET
from ...terms import BatchState, ItemState, Level, Posting, Source

STATES = (
    ("reserved", "已预留"),
    ("committed", "待付"),
    ("late", "逾期未付"),
    ("paid", "已拨付"),
    ("clawed_back", "应追回"),
    ("refunded", "已退回"),
)
BATCH_CODES = {"made": "warn", "issued": "ok", "done": "done", "cancelled": "none"}
ITEM_CODES = {"waiting": "none", "sent": "ok", "paid": "done", "bounced": "late", "cancelled": "none"}


def claim_filter(code: str) -> Q:
    """The claims in a state of the filter."""
    if code == "late":
        return Q(committed__gt=0, due_on__lt=clock.today())
    return Q(**{f"{code}__gt": 0})


def claim_state(claim: Claim) -> State:
    """The light of a claim: what is to be done about it first."""
    if claim.clawed_back:
        return State("late", "应追回", f"尚有 {claim.clawed_back:,.2f} 元应退回")
    if claim.committed:
        if claim.due_on and claim.due_on < clock.today():
            return State("late", "逾期未付", f"应于 {claim.due_on} 前拨付")
        return State("warn", "在支付批次中" if claim.batched else "待付", f"待付 {claim.committed:,.2f} 元")
    if claim.reserved:
        return State("ok", "已预留", "尚未作出决定")
    return State("done", "已拨付") if claim.paid else State("none", "已结清")


def batch_state(batch: PaymentBatch) -> State:
    return State(BATCH_CODES[batch.state], BatchState(batch.state).label)


def item_state(item: PaymentItem) -> State:
    return State(ITEM_CODES[item.state], ItemState(item.state).label, item.reason)


def prefecture_rows(rows: QuerySet[Any], code: str, name: str) -> QuerySet[Any]:
    """Those of a division and all below it; a province's own (`630000`) are those alone that lie in no prefecture."""
    if code.endswith("0000"):
        return rows.filter(**{f"{name}__startswith": code[:4]})
    return rows.filter(**{f"{name}__startswith": region_prefix(code)})


class BoardListing(Listing):
    """The rows of the execution board."""

    page_size = 100
    exports = True
    compact = True
    empty_title = "这一年度还没有资金"
    empty_hint = "设立专项和资金项并登记预算下达后，执行情况列在这里。"

    def __init__(self, request: PageRequest, board: Execution):
        self.board = board
        self.name = f"{board.year}年资金执行情况（按{WAYS[board.by]}）"
        spent = board.by == "prefecture"
        self.columns = [
            *([] if spent else [Column("state", "执行进度", kind="state", sort=False)]),
            Column("label", WAYS[board.by], kind="link", url=self._url, sort=False),
            *([] if spent else [Column("budget", "预算", kind="money")]),
            *([] if spent else [Column("available", "可用", kind="money", drop=True)]),
            Column("reserved", "预留", kind="money", drop=True, url=lambda row: self._claims(row, "reserved")),
            Column("committed", "待付", kind="money", url=lambda row: self._claims(row, "committed")),
            Column("paid", "已拨付", kind="money", url=lambda row: self._claims(row, "paid")),
            Column("clawed_back", "应追回", kind="money", drop=True, url=lambda row: self._claims(row, "clawed_back")),
            *([] if spent else [
                Column("percent", "执行率", kind="meter", elapsed=lambda row: board.elapsed, state=lambda row: row.state),
            ]),
        ]  # fmt: skip
        super().__init__(request, board.rows)

    def _url(self, row: Row) -> str:
        if self.board.by == "programme":
            return reverse("funds:programme", args=[row.key])
        return self._claims(row)

    def _claims(self, row: Row, state: str = "") -> str:
        asked = {"year": self.board.year, self.board.by: row.key or "none", **({"state": state} if state else {})}
        return f"{reverse('funds:claims')}?{urlencode(asked)}"

    def _query(self) -> dict[str, str]:
        """The year and the way belong to the address: what is exported or sorted is what is shown."""
        return {"year": str(self.board.year), "by": self.board.by, **super()._query()}


class ProgrammeListing(Listing):
    name = "专项"
    columns = [
        Column("name", "专项名称", kind="link", url=lambda row: reverse("funds:programme", args=[row.pk]), sub="code"),
        Column("year", "年度", value=lambda row: f"{row.year}年", sort="year"),
        Column("body__short_name", "主管单位", drop=True),
        Column("budget", "预算", kind="money"),
        Column("paid", "已拨付", kind="money"),
        Column("percent", "执行率", kind="percent", value=lambda row: share(row.paid, row.budget), sort=False),
        Column("basis", "依据", drop=True),
    ]
    default_order = ("-year", "code")
    empty_title = "还没有专项"
    empty_hint = "设立专项后，在专项页添加资金来源并登记预算下达。"

    def __init__(self, request: PageRequest, rows: QuerySet[Programme]):
        super().__init__(request, rows)
        years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
        self.filters = [
            Search("q", "按名称、编码或文号查找", fields=["name", "code", "basis"]),
            Choice("year", "年度", options=[(str(year), f"{year}年") for year in years]),
        ]


class ClaimListing(Listing):
    name = "用款事项"
    columns = [
        Column("state", "状态", kind="state", value=claim_state, sort=False),
        Column("due_on", "应拨付", kind="deadline", state=lambda row: None if row.committed else State("done")),
        Column("label", "事项", kind="link", url=lambda row: reverse("funds:claim", args=[row.pk]),
               sub=lambda row: f"{row.line.programme} · {row.line.label}"),
        Column("payee__display_name", "收款人"),
        Column("reserved", "预留", kind="money", drop=True),
        Column("committed", "待付", kind="money"),
        Column("paid", "已拨付", kind="money"),
        Column("clawed_back", "应追回", kind="money", drop=True),
    ]  # fmt: skip
    default_order: tuple[str, ...] = ("-pk",)
    saved = [("全部", ""), ("待付", "state=committed"), ("逾期未付", "state=late"), ("应追回", "state=clawed_back")]
    empty_title = "还没有用款事项"
    empty_hint = "资助、奖励等事项预留资金后列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Claim]):
        super().__init__(request, rows)
        years = self.all_rows.order_by().values_list("line__programme__year", flat=True).distinct()
        self.filters = [
            Search("q", "按事项或收款人查找", fields=["label", "payee__display_name"]),
            Choice("state", "状态", options=STATES, narrowing=lambda rows, code: rows.filter(claim_filter(code))),
            Choice("year", "年度", options=[(str(year), f"{year}年") for year in sorted(set(years), reverse=True)],
                   lookup="line__programme__year"),
            Choice("source", "资金来源", options=Source.choices(), lookup="line__source"),
            Choice("programme", "专项", options=self._programmes, lookup="line__programme"),
            Choice("prefecture", "收款人所在地", options=self._regions,
                   narrowing=lambda rows, code: prefecture_rows(rows, code, "region_code")),
            Choice("region", "资金所属地区", options=self._regions, lookup="line__region__code"),
            Choice("level", "资金级次", options=self._levels, lookup="line__level"),
        ]  # fmt: skip

    def _programmes(self, listing: Listing) -> list[tuple[str, str]]:
        found = (
            Programme.objects.filter(lines__claims__in=self.all_rows.order_by()).distinct().order_by("-year", "code")
        )
        return [(str(one.pk), str(one)) for one in found]

    def _regions(self, listing: Listing) -> list[tuple[str, str]]:
        if "regions" not in self.kept:
            rows = Region.objects.filter(level__in=["province", "prefecture"]).order_by("position", "code")
            self.kept["regions"] = list(rows.values_list("code", "name"))
        found: list[tuple[str, str]] = self.kept["regions"]
        return found

    def _levels(self, listing: Listing) -> list[tuple[str, str]]:
        return Level.choices()


class ClaimsToPay(ClaimListing):
    """What may be put into a batch: boxes to tick."""

    name = "待付事项"
    columns = [column for column in ClaimListing.columns if column.name not in ("reserved", "paid", "clawed_back")]
    saved: list[tuple[str, str]] = []
    page_size = 100
    default_order: tuple[str, ...] = ("due_on", "pk")
    bulk = [("batch", "编入支付批次")]
    empty_title = "没有待付的事项"
    empty_hint = "作出承诺、尚未编入支付批次的事项列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Claim]):
        super().__init__(request, rows)
        self.filters = [one for one in self.filters if one.name in ("q", "programme", "source", "prefecture")]

    @property
    def bulk_url(self) -> str:  # type: ignore[override]
        return reverse("funds:batch_new")


class JournalListing(Listing):
    name = "台账"
    columns = [
        Column("kind", "类型", value=lambda row: row.get_kind_display(), sort="kind"),
        Column("pk", "凭证", kind="link", value=str, url=lambda row: reverse("funds:journal", args=[row.pk]),
               sub=lambda row: row.document_number, sort="id"),
        Column("on", "记账日期", kind="date"),
        Column("amount", "金额", kind="money"),
        Column("line", "资金项", value=lambda row: str(row.line), sort=False),
        Column("claim__label", "用款事项", drop=True),
        Column("by", "经办", drop=True),
        Column("note", "摘要", sort=False, drop=True),
    ]  # fmt: skip
    default_order = ("-id",)
    export_limit = 20_000
    empty_title = "台账还没有凭证"

    def __init__(self, request: PageRequest, rows: QuerySet[Journal]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按文号、事项、摘要查找", fields=["document_number", "claim__label", "note"]),
            Choice("kind", "类型", options=Posting.choices()),
            Choice("source", "资金来源", options=Source.choices(), lookup="line__source"),
            Choice("programme", "专项", options=self._programmes, lookup="line__programme"),
            Choice("year", "预算年度", options=self._years, lookup="line__programme__year"),
            Flag("budget", "只看预算变动", condition=Q(kind__in=BUDGET) | Q(reverses__kind__in=BUDGET)),
            DateRange("on", "记账日期"),
            Flag("reversed", "只看冲销", condition=Q(reverses__isnull=False)),
        ]

    def _programmes(self, listing: Listing) -> list[tuple[str, str]]:
        return [(str(one.pk), str(one)) for one in self._known()]

    def _years(self, listing: Listing) -> list[tuple[str, str]]:
        return [(str(year), f"{year}年") for year in dict.fromkeys(one.year for one in self._known())]

    def _known(self) -> list[Programme]:
        if "known" not in self.kept:
            self.kept["known"] = list(visible_programmes(self.request.actor).order_by("-year", "code"))
        found: list[Programme] = self.kept["known"]
        return found


class BatchListing(Listing):
    name = "支付批次"
    columns = [
        Column("state", "状态", kind="state", value=batch_state, sort="state"),
        Column("number", "批次号", kind="link", url=lambda row: reverse("funds:batch", args=[row.pk]), sort="id"),
        Column("programme", "专项", value=lambda row: str(row.programme), sort=False),
        Column("items", "笔数", kind="number", value=lambda row: row.item_count, sort="item_count"),
        Column("amount", "金额", kind="money", value=lambda row: row.whole, sort="whole"),
        Column("bounced", "退票", kind="number", value=lambda row: row.bounced_count or None, sort="bounced_count"),
        Column("made_by", "编制人", drop=True),
        Column("issued_by", "复核人", drop=True),
        Column("made_at", "编制时间", kind="datetime", drop=True),
    ]
    default_order = ("-id",)
    empty_title = "还没有支付批次"
    empty_hint = "从“待付事项”勾选后编制批次，由另一位财务人员复核送付。"

    def __init__(self, request: PageRequest, rows: QuerySet[PaymentBatch]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按批次号查找", fields=["number", "note"]),
            Choice("state", "状态", options=BatchState.choices()),
        ]


class ItemListing(Listing):
    """The payments of a batch."""

    name = "付款明细"
    columns = [
        Column("state", "状态", kind="state", value=item_state, sort="state"),
        Column("voucher", "凭证号", nowrap=True),
        Column("claim__label", "事项", kind="link", url=lambda row: reverse("funds:claim", args=[row.claim_id])),
        Column("holder", "收款人", value=lambda row: row.account.holder_name, sub=lambda row: row.shown, sort="account__holder_name"),
        Column("amount", "金额", kind="money"),
        Column("settled_on", "回单", kind="date", sub="reason"),
        Column("act", "操作", kind="html", template="funds/item_act.html", sort=False),
    ]  # fmt: skip
    default_order = ("pk",)
    page_size = 50
    exports = False

    def __init__(self, request: PageRequest, rows: QuerySet[PaymentItem], *, acts: bool):
        super().__init__(request, rows)
        self.columns = [column for column in type(self).columns if acts or column.name != "act"]

    def prepare(self, rows: list[Any]) -> list[Any]:
        shown = shown_accounts(row.account for row in rows)
        for row in rows:
            row.shown = f"{row.account.bank_name} {shown[row.account_id]}"
        return rows


def payable(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those with something owed that stands in no batch."""
    return rows.filter(committed__gt=F("batched"))
