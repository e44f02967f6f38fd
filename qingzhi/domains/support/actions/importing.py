"""The import kind `earlier-grants`: what prefectures and other offices paid in the past, from their spreadsheets."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.domains.parties.queries import parties_named
from qingzhi.domains.rights.queries.numbers import KnownNumber, known_numbers
from qingzhi.domains.rights.terms import RightKind
from qingzhi.engine.imports.kinds import DIFFERENCES, Difference, Fault, Field, ImportKind, Outcome, Row, import_kind
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.rules.cells import Unreadable, chooser, day, whole

from ..models import PaidClaim
from ..queries.ledger import earlier_payments
from ..terms import Act, Level

FIELDS = (
    Field("kind", "权利种类", ("类别", "知识产权类型"), required=True, example="专利"),
    Field(
        "number",
        "权利号",
        ("专利号", "申请号", "注册号", "登记号", "证书号"),
        required=True,
        example="ZL201510012345.6",
    ),
    Field("act", "资助事项", ("事项", "资助类型"), example="授权"),
    Field("part", "年度或国别", ("年费年度", "国别")),
    Field(
        "holder", "受资助单位", ("权利人", "申请人", "单位", "单位名称"), required=True, example="青海示例藏药有限公司"
    ),
    Field("amount", "金额", ("资助金额", "金额（元）", "资助金额（元）"), example="3000"),
    Field("paid_on", "拨付日期", ("发放日期", "资助日期"), example="2016-11-20"),
    Field("year", "年度", ("资助年度",), example="2016"),
    Field("level", "资助级别", ("级别",), example="市州级"),
    Field("body", "资助单位", ("发放单位", "资助部门"), required=True, example="西宁市科技局"),
    Field("region", "地区", ("市州", "行政区划"), example="西宁市"),
    Field("reference", "依据", ("文号", "批次", "备注")),
)
PLACES = {one.name: place for place, one in enumerate(FIELDS)}
USUAL = {"patent": Act.GRANT, "variety": Act.GRANT, "trademark": Act.REGISTRATION, "gi": Act.RECOGNITION}


class GrantWriter:
    """Takes rows into the ledger: a payment that stands already, told again, changes nothing; a second one is kept beside."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self._kind = chooser("权利种类", dict(RightKind.choices()))
        self._act = chooser("资助事项", dict(Act.choices()))
        self._level = chooser("资助级别", dict(Level.choices()))
        self._regions = {
            name: one.code for one in Region.objects.all() for name in (one.code, one.name, one.short_name)
        }
        self._holders: dict[str, int | None] = {}
        self._seen: set[tuple[Any, ...]] = set()  # what a preview would have written

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write."""
        outcome, made = self._plan(rows)
        PaidClaim.objects.bulk_create(made)
        return outcome

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same answer; nothing is written."""
        outcome, made = self._plan(rows)
        told = [Difference(0, "created", f"{one} {one.body_name}", (("金额", "", str(one.amount)),)) for one in made]
        outcome.differences = told[:DIFFERENCES]
        return outcome

    def _plan(self, rows: Sequence[Row]) -> tuple[Outcome, list[PaidClaim]]:
        outcome = Outcome()
        read = [(line, found) for line, values in rows if (found := self._read(line, values, outcome)) is not None]
        numbers = self._numbers([one for _, one in read])
        standing = earlier_payments(
            (one["kind"], known.canonical) for _, one in read if (known := numbers.get(_of(one)))
        )
        made = []
        for line, one in read:
            known = numbers.get(_of(one))
            if known is None:
                outcome.faults.append(Fault(line, "number", one["number"], "看不懂这个号码"))
                continue
            row = self._row(one, known)
            key = (row.kind, row.number, row.act, row.part)
            same = (*key, row.body_name, row.year, row.amount)
            earlier = standing.get(key)
            if same in self._seen or _same(row):
                outcome.unchanged += 1
                continue
            row.doubled = earlier is not None or any(seen[:4] == key for seen in self._seen)
            self._seen.add(same)
            outcome.created += 1
            made.append(row)
        return outcome, made

    def _read(self, line: int, values: Sequence[str], outcome: Outcome) -> dict[str, Any] | None:
        cells = {one.name: values[place] for one, place in zip(FIELDS, range(len(FIELDS)), strict=True)}
        found: dict[str, Any] = {
            name: cells[name].strip() for name in ("number", "holder", "body", "part", "reference")
        }
        faults = [
            Fault(line, name, "", f"请填写{FIELDS[PLACES[name]].title}")
            for name in ("number", "holder", "body")
            if not found[name]
        ]
        readers = {
            "kind": self._kind,
            "act": self._act,
            "level": self._level,
            "paid_on": day,
            "year": whole,
            "amount": _money,
        }
        for name, reader in readers.items():
            try:
                found[name] = reader(cells[name])  # type: ignore[operator]
            except Unreadable as wrong:
                faults.append(Fault(line, name, cells[name], wrong.reason))
        if not faults and not found["kind"]:
            faults.append(Fault(line, "kind", "", "请填写权利种类"))
        if not faults and not (found["year"] or found["paid_on"]):
            faults.append(Fault(line, "year", "", "请填写年度或拨付日期"))
        found["region"] = self._regions.get(cells["region"].strip(), "")
        outcome.faults += faults
        return None if faults else found

    def _numbers(self, read: Sequence[dict[str, Any]]) -> dict[tuple[str, str], KnownNumber]:
        found = {}
        for kind in {one["kind"] for one in read}:
            known = known_numbers(kind, [one["number"] for one in read if one["kind"] == kind])
            found.update({(kind, text): number for text, number in known.items()})
        return found

    def _holder(self, name: str) -> int | None:
        """The one family that bears the name; None where several do or nobody does."""
        if name not in self._holders:
            roots = {one.root_pk for one in parties_named(name, persons=True)[:3]}
            self._holders[name] = roots.pop() if len(roots) == 1 else None
        return self._holders[name]

    def _row(self, one: dict[str, Any], known: KnownNumber) -> PaidClaim:
        return PaidClaim(
            right_id=known.right_id, kind=one["kind"], number=known.canonical, number_shown=known.shown,
            act=one["act"] or USUAL.get(one["kind"], Act.RECORDING).value, part=one["part"],
            level=one["level"] or Level.PREFECTURAL.value, body_name=one["body"][:200], region_code=one["region"],
            holder_id=self._holder(one["holder"]), holder_name=one["holder"][:200],
            year=one["year"] or one["paid_on"].year, amount=one["amount"], paid_on=one["paid_on"],
            reference=one["reference"][:200], batch_id=self.batch.pk, entered_at=clock.now(),
        )  # fmt: skip


def roll_back(batch: Batch) -> int:
    """Take the batch's rows out again; a second payment that stood beside one of them becomes the first."""
    own = PaidClaim.objects.filter(batch_id=batch.pk)
    keys = list(own.filter(doubled=False).values_list("kind", "number", "act", "part"))
    count, _ = own.delete()
    for kind, number, act, part in keys:
        rows = PaidClaim.objects.filter(kind=kind, number=number, act=act, part=part, released_at=None)
        first = rows.order_by("pk").first()
        if first is not None and first.doubled and not rows.filter(doubled=False).exists():
            PaidClaim.objects.filter(pk=first.pk).update(doubled=False)
    return count


def register_import_kind() -> None:
    """Teach the engine of imports the ledger; called once, at start-up."""
    import_kind(
        ImportKind(
            code="earlier-grants",
            title="历史资助",
            fields=FIELDS,
            permit="support.ledger.import",
            begin=GrantWriter,
            roll_back=roll_back,
            records=lambda batch: f"/support/paid/?batch={batch.pk}",
        )
    )


def _of(one: dict[str, Any]) -> tuple[str, str]:
    return one["kind"], one["number"]


def _same(row: PaidClaim) -> bool:
    return PaidClaim.objects.filter(
        kind=row.kind, number=row.number, act=row.act, part=row.part, body_name=row.body_name, year=row.year,
        amount=row.amount, released_at=None,
    ).exists()  # fmt: skip


def _money(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("，", "").replace("元", "").strip()
    if not plain or plain in ("-", "—", "/"):
        return None
    times = 10_000 if plain.endswith("万") else 1
    try:
        value = Decimal(plain.removesuffix("万")) * times
    except InvalidOperation:
        raise Unreadable(f"“{text.strip()[:30]}”不是金额") from None
    if not value.is_finite() or value < 0 or value >= Decimal("1e12"):
        raise Unreadable(f"“{text.strip()[:30]}”不是金额")
    return value.quantize(Decimal("0.01"))
