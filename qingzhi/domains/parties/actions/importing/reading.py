"""A row of a register of organisations, read and judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qingzhi.base.regions.models import Level, Region
from qingzhi.engine.imports.kinds import Fault, Field, Row
from qingzhi.engine.imports.rules.cells import Unreadable, day, whole

from ...rules.cells import amount_written, flags_written, kind_written
from ...rules.credit_code import canonical_credit_code, credit_code_fault, organisation_code_fault
from ...rules.industries import industry_fault
from ...rules.names import identity_key, split_holders
from ...rules.places import PROVINCES
from ...terms import PartyKind

FIELDS = (
    Field("name", "主体名称", ("名称", "单位名称", "企业名称", "企业（机构）名称", "机构名称", "权利人名称", "市场主体名称", "公司名称", "姓名", "name"), required=True, example="青海某某有限公司", longest=200),
    Field("kind", "主体类型", ("类型", "类别", "企业类型", "机构类型", "单位类型", "市场主体类型", "kind"), example="企业"),
    Field("credit_code", "统一社会信用代码", ("社会信用代码", "信用代码", "统一代码", "统一社会信用代码/注册号", "uscc", "credit_code"), example="91630102000000123B"),
    Field("organisation_code", "组织机构代码", ("机构代码", "org_code"), example="123456788"),
    Field("former_name", "曾用名", ("原名称", "曾用名称", "变更前名称", "former_name"), longest=600),
    Field("other_name", "其他名称", ("别名", "英文名称", "外文名称", "藏文名称", "other_name"), longest=600),
    Field("address", "住所", ("地址", "注册地址", "企业住所", "经营场所", "住所（经营场所）", "通讯地址", "详细地址", "address"), longest=300),
    Field("region", "所在地区", ("地区", "行政区划", "行政区划代码", "区划代码", "所属地区", "所在市州", "市州", "所在区县", "region"), example="630102"),
    Field("industry", "行业代码", ("国民经济行业代码", "行业", "行业分类代码", "主行业代码", "industry"), example="2740"),
    Field("founded_on", "成立日期", ("成立时间", "注册日期", "登记日期", "founded_on"), example="2010-06-29"),
    Field("ended_on", "注销日期", ("注销时间", "吊销日期", "终止日期", "ended_on")),
    Field("year", "年度", ("数据年度", "报告年度", "统计年度", "年份", "year"), example="2017"),
    Field("staff", "从业人员", ("从业人数", "职工人数", "员工人数", "从业人员（人）", "人数", "staff"), example="120"),
    Field("revenue", "营业收入（万元）", ("营业收入", "年营业收入", "主营业务收入", "销售收入", "revenue"), example="3500"),
    Field("assets", "资产总额（万元）", ("资产总额", "总资产", "资产总计", "assets")),
    Field("flags", "资质", ("资质标记", "企业资质", "荣誉资质", "认定情况", "称号", "flags"), example="高新技术企业；科技型企业", longest=500),
)  # fmt: skip
_PLACES = {one.name: place for place, one in enumerate(FIELDS)}


@dataclass
class Read:
    """One row, read: what it says of a party, or why it is not taken."""

    line: int
    name: str = ""
    kind: PartyKind = PartyKind.OTHER
    key: str = ""
    credit_code: str = ""
    code_check: str = ""
    organisation_code: str = ""
    names: list[tuple[str, bool]] = field(default_factory=list)  # further names; whether a former one
    region_id: int | None = None
    region_code: str = ""
    place: str = ""
    address: str = ""
    industry: str = ""
    founded_on: date | None = None
    ended_on: date | None = None
    year: int = 0
    staff: int | None = None
    revenue: Decimal | None = None
    assets: Decimal | None = None
    flags: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class RowReader:
    """Reads rows with the divisions of this province at hand."""

    def __init__(self, as_of: date):
        self.year = as_of.year if (as_of.month, as_of.day) == (12, 31) else as_of.year - 1
        rows = list(Region.objects.all())
        self._by_code = {row.code: row for row in rows}
        order = {Level.COUNTY: 0, Level.PREFECTURE: 1, Level.PROVINCE: 2}
        self._by_name = sorted(
            rows, key=lambda row: (order[Level(row.level)], -len(row.name), row.valid_to is not None)
        )
        self._parents = {row.pk: row.parent_id for row in rows}
        self._names = {row.pk: row.name for row in rows}

    def read(self, row: Row) -> Read:
        """One row; the faults say what is wrong, column by column."""
        line, values = row
        found = Read(line)
        self._identity(found, values)
        self._place(found, values)
        self._facts(found, values)
        if not found.faults:
            found.key = identity_key(found.name, found.kind, found.region_code, found.address)
        return found

    def _identity(self, found: Read, values: Sequence[str]) -> None:
        found.name = " ".join(_at(values, "name").replace("\x00", "").split())
        if not found.name:
            self._fault(found, "name", "", "没有名称")
        kind = kind_written(_at(values, "kind"), found.name)
        if kind is None:
            self._fault(found, "kind", _at(values, "kind"), "不是可识别的主体类型")
        found.kind = kind or PartyKind.OTHER
        code = canonical_credit_code(_at(values, "credit_code"))
        if len(code) > 18:
            self._fault(found, "credit_code", code, f"统一社会信用代码应为18位，现为{len(code)}位")
        else:
            found.credit_code, found.code_check = code, credit_code_fault(code) if code else ""
        found.organisation_code = canonical_credit_code(_at(values, "organisation_code"))[:60]
        for name in ("former_name", "other_name"):
            found.names += [(one[:200], name == "former_name") for one in split_holders(_at(values, name))]

    def _place(self, found: Read, values: Sequence[str]) -> None:
        found.address = " ".join(_at(values, "address").replace("\x00", "").split())[:300]
        written = _at(values, "region").strip()
        region = self._region(written) or self._region(found.address)
        if region:
            found.region_id, found.region_code = region.pk, region.code
        elif written:
            found.place = next(
                (name for code, name, short in PROVINCES if written[:2] == code or short in written), written
            )[:60]

    def _region(self, text: str) -> Region | None:
        """A division by its code, or by the name of the lowest that a text contains; a county's name alone must be unique."""
        if text in self._by_code:
            return self._by_code[text]
        if text[:6].isdigit() and len(text) >= 6:
            return self._by_code.get(text[:6]) or self._by_code.get(text[:4] + "00")
        named = [
            row
            for row in self._by_name
            if row.name in text or (row.level != Level.COUNTY and text.startswith(row.short_name))
        ]
        for row in named:
            above = self._names.get(self._parents.get(row.pk) or 0, "")
            if (
                row.level != Level.COUNTY
                or (above and above in text)
                or sum(one.name == row.name for one in self._by_name) == 1
            ):
                return row
        return None

    def _facts(self, found: Read, values: Sequence[str]) -> None:
        for name in ("founded_on", "ended_on"):
            try:
                setattr(found, name, day(_at(values, name)))
            except Unreadable as wrong:
                self._fault(found, name, _at(values, name), wrong.reason)
        for name in ("year", "staff"):
            try:
                setattr(found, name, whole(_at(values, name).removesuffix("年").removesuffix("人")))
            except Unreadable as wrong:
                self._fault(found, name, _at(values, name), wrong.reason)
        for name in ("revenue", "assets"):
            try:
                setattr(found, name, amount_written(_at(values, name)))
            except ValueError as wrong:
                self._fault(found, name, _at(values, name), str(wrong))
        if found.staff is not None and not 0 <= found.staff < 10_000_000:
            self._fault(found, "staff", _at(values, "staff"), "从业人员数不合理")
        found.year = found.year or self.year
        if not 1949 <= found.year <= self.year + 1:
            self._fault(found, "year", _at(values, "year"), "年度不合理")
        self._codes(found, values)

    def _codes(self, found: Read, values: Sequence[str]) -> None:
        industry = _at(values, "industry").strip().upper()
        if industry and (fault := industry_fault(industry)):
            self._fault(found, "industry", industry, fault)
        found.industry = industry
        if found.organisation_code and (fault := organisation_code_fault(found.organisation_code)):
            self._fault(found, "organisation_code", found.organisation_code, fault)
        flags, unknown = flags_written(_at(values, "flags"))
        if unknown:
            self._fault(found, "flags", unknown, f"没有“{unknown[:30]}”这种资质标记")
        found.flags = [str(flag.value) for flag in flags]

    def _fault(self, found: Read, name: str, content: str, reason: str) -> None:
        found.faults.append(Fault(found.line, name, content[:500], reason))


def _at(values: Sequence[str], name: str) -> str:
    return values[_PLACES[name]]
