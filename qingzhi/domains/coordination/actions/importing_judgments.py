"""The import kind `judgments`: a court's judgments as a table. What stands already is never changed by a file, only by a correction."""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import ProtectedError

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Refusal
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.domains.rights.queries.industry_codes import symbols_of
from qingzhi.domains.rights.terms import RightKind
from qingzhi.engine.imports.kinds import Fault, Field, ImportKind, Outcome, Row, import_kind
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.refusals import ChangedSince
from qingzhi.engine.imports.rowwise import RowWriter
from qingzhi.engine.imports.rules.cells import Unreadable, chooser, day, folded, truth

from ..models import Judgment
from ..queries.judgments import SCHEME
from ..queries.linking import linked
from ..terms.judgments import Instance, JudgmentOutcome
from .judging import enter_judgment

FIELDS = (
    Field("number", "案号", ("案件编号", "裁判文书号"), required=True, example="（2018）青01民初12号", longest=60),
    Field("court", "审理法院", ("法院", "法院名称"), required=True, example="西宁市中级人民法院", longest=100),
    Field("instance", "审级", ("审判程序",), required=True, example="一审"),
    Field("cause", "案由", ("案由代码",), required=True, example="侵害商标权纠纷"),
    Field("filed_on", "立案日期", ("立案时间", "受理日期"), required=True, example="2018-01-08"),
    Field("judged_on", "裁判日期", ("结案日期", "判决日期"), required=True, example="2018-05-21"),
    Field("outcome", "裁判结果", ("结果", "结案方式"), required=True, example="支持部分诉讼请求"),
    Field("asked", "请求赔偿额", ("请求赔偿额（元）", "诉请金额"), example="300000"),
    Field("awarded", "判决赔偿额", ("判决赔偿额（元）", "判赔金额"), example="120000"),
    Field("plaintiff", "原告", ("上诉人", "公诉机关"), required=True, longest=300, protected=True),
    Field("defendant", "被告", ("被上诉人", "被告人"), required=True, longest=300, protected=True),
    Field("has_persons", "当事人有自然人", ("有自然人",), example="否"),
    Field("gist", "裁判要旨", ("要旨",), longest=4000, protected=True),
    Field("appeal_of", "原审案号", ("一审案号",), longest=60),
    Field("case_number", "行政案件编号", ("办件编号",), longest=40),
    Field("right_kind", "权利种类", (), example="商标"),
    Field("right_number", "权利号码", ("商标注册号", "专利号"), longest=48),
)
LINKS = ("appeal_of", "case_number", "right_kind", "right_number")


def _amount(text: str) -> Decimal | None:
    plain = folded(text).replace(",", "").removesuffix("元")
    try:
        return Decimal(plain) if plain else None
    except InvalidOperation:
        raise Unreadable(f"“{text.strip()[:30]}”不是金额") from None


class JudgmentWriter(RowWriter):
    """Takes judgments in for the body that sent the file."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.body = Body.objects.filter(pk=batch.body_id or 0).first()
        self.readers: dict[str, Callable[[str], Any]] = {
            "instance": chooser("审级", dict(Instance.choices())),
            "outcome": chooser("裁判结果", dict(JudgmentOutcome.choices())),
            "cause": chooser("案由", dict(symbols_of(SCHEME))),
            "right_kind": chooser("权利种类", dict(RightKind.choices())),
            "filed_on": day, "judged_on": day, "asked": _amount, "awarded": _amount, "has_persons": truth,
        }  # fmt: skip

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Each row for itself; one that stands already with another content is refused."""
        outcome = Outcome()
        for row in rows:
            faults, judgment = self._take(row)
            outcome.faults += faults
            if judgment is not None:
                self.took(outcome, row[0], judgment.number, made=judgment.batch_id == self.batch.pk)
        return outcome

    def _take(self, row: Row) -> tuple[list[Fault], Judgment | None]:
        line, cells = row
        given = dict(zip((one.name for one in FIELDS), cells, strict=True))
        values, faults = self._read(line, given)
        if self.body is None:
            return [*faults, Fault(line, "", "", "提交人没有单位，不能报送裁判")], None
        if faults:
            return faults, None
        links = {name: values.pop(name) or "" for name in LINKS}
        try:
            return [], enter_judgment(actor=SYSTEM, body=self.body, batch_id=self.batch.pk, **values, **linked(**links))
        except (Refusal, ClassifiedText) as refused:
            told = getattr(refused, "faults", None) or {getattr(refused, "field", ""): refused.reason}
            return [
                Fault(line, name if name in given else "", given.get(name, ""), why) for name, why in told.items()
            ], None

    def _read(self, line: int, given: dict[str, str]) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults = []
        for one in FIELDS:
            text = given[one.name]
            try:
                values[one.name] = self.readers[one.name](text) if one.name in self.readers else text.strip()
            except Unreadable as wrong:
                faults.append(Fault(line, one.name, text, wrong.reason))
            else:
                if one.required and not values[one.name]:
                    faults.append(Fault(line, one.name, text, f"{one.title}为空"))
        if values.get("has_persons") is None:
            values["has_persons"] = True  # what is not said is covered
        return values, faults


def take_back(batch: Batch) -> int:
    """Delete what the batch brought; an appeal of another batch holds its first judgment back."""
    count = 0
    for one in Judgment.objects.filter(batch_id=batch.pk).order_by("-judged_on", "-pk"):
        try:
            one.delete()
        except ProtectedError:
            raise ChangedSince(f"{one.number}是另一批录入的裁判的原审，请先撤回那一批") from None
        count += 1
    return count


def register_import_kind() -> None:
    """Teach the engine of imports this table; called once, at start-up."""
    import_kind(
        ImportKind(
            code="judgments", title="知识产权裁判", fields=FIELDS, permit="coordination.judgment.enter", begin=JudgmentWriter,
            roll_back=take_back, records=lambda batch: "/coordination/judgments/",
        )
    )  # fmt: skip
