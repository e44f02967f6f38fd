"""The import kind `cohort-members`: a list of enterprises for an open roll, matched to the register by code, else by name."""

from collections.abc import Sequence
from typing import Any

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.domains.parties.queries.flagged import parties_by_code, parties_by_pk
from qingzhi.engine.imports.kinds import Fault, Field, ImportKind, Outcome, Row, import_kind
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.refusals import ChangedSince
from qingzhi.engine.imports.rowwise import RowWriter

from ..models import CohortMember, CohortRoll
from ..terms.cohorts import MemberSource, RollState
from .cohorts import enter

FIELDS = (
    Field("cohort", "名单", ("名单名称", "名单类别"), required=True, example="科技型企业", longest=100),
    Field("year", "年度", ("认定年度", "名单年度"), required=True, example="2018", longest=8),
    Field("name", "企业名称", ("单位名称", "名称"), required=True, example="青海示例锂业有限公司", longest=200),
    Field("credit_code", "统一社会信用代码", ("信用代码", "社会信用代码"), example="91630000XXXXXXXXXX", longest=30),
    Field("basis", "依据", ("认定文件", "文号", "证书编号"), example="青科发〔2018〕1号", longest=200),
)


class CohortWriter(RowWriter):
    """Takes enterprises onto open rolls; one that is on its roll already stays as it is."""

    def __init__(self, batch: Batch):
        self.batch = batch
        self.book = HolderBook(None)

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Each row for itself; whom the register does not know is rejected with the reason."""
        outcome = Outcome()
        given = [(line, dict(zip((one.name for one in FIELDS), cells, strict=True))) for line, cells in rows]
        rolls, parties = self._rolls(), self._parties([cells for _, cells in given])
        for (line, cells), party in zip(given, parties, strict=True):
            fault, roll = self._roll(line, cells, rolls)
            if roll is None or party is None:
                outcome.faults.append(
                    fault or Fault(line, "name", cells["name"], "主体登记簿中没有这个企业，请先登记或导入主体")
                )
                continue
            basis = cells["basis"].strip() or self.batch.file_name
            member, made = enter(roll, party, MemberSource.LIST, basis, self.batch.pk)
            self.took(outcome, line, member.name, made=made)
        return outcome

    def _rolls(self) -> dict[tuple[str, str], CohortRoll]:
        rows = CohortRoll.objects.select_related("cohort")
        return {(name, str(one.year)): one for one in rows for name in (one.cohort.code, one.cohort.title)}

    def _roll(
        self, line: int, cells: dict[str, str], rolls: dict[tuple[str, str], CohortRoll]
    ) -> tuple[Fault | None, CohortRoll | None]:
        year = cells["year"].strip().removesuffix("年度").removesuffix("年")
        roll = rolls.get((cells["cohort"].strip(), year))
        if roll is None:
            return Fault(
                line, "cohort", cells["cohort"], f"没有编制“{cells['cohort'].strip()[:30]}”{year[:8]}年的名单，请先编制"
            ), None
        if roll.state == RollState.FROZEN:
            return Fault(line, "year", cells["year"], f"{roll}已冻结，不再增减企业"), None
        return None, roll

    def _parties(self, rows: Sequence[dict[str, str]]) -> list[Any]:
        """Of each row, by the credit code; where it is missing or unknown by the name in any spelling that means one holder."""
        coded = parties_by_code([cells["credit_code"] for cells in rows])
        found = [coded.get(cells["credit_code"].strip().upper()) for cells in rows]
        keys = [
            0 if party else self.book.known((cells["name"].strip(), "", "")) or 0
            for cells, party in zip(rows, found, strict=True)
        ]
        named = parties_by_pk([key for key in keys if key])
        return [party or named.get(key) for party, key in zip(found, keys, strict=True)]


def take_back(batch: Batch) -> int:
    """Take the batch's enterprises off rolls that are still open."""
    members = CohortMember.objects.filter(batch_id=batch.pk)
    frozen = members.filter(roll__state=RollState.FROZEN).select_related("roll__cohort").first()
    if frozen is not None:
        raise ChangedSince(f"{frozen.roll}已冻结，不能撤回这一批")
    return members.delete()[1].get("cultivation.CohortMember", 0)


def register_import_kind() -> None:
    """Teach the engine of imports this table; called once, at start-up."""
    import_kind(
        ImportKind(
            code="cohort-members", title="培育名单企业", fields=FIELDS, permit="cultivation.cohort.manage", begin=CohortWriter,
            roll_back=take_back, records=lambda batch: "/cultivation/cohorts/",
        )
    )  # fmt: skip
