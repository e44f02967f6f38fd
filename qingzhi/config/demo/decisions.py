"""A decision table in the demonstration: the clerk drafts a higher amount, tries it; the chief has yet to publish it."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.engine.decisions.actions import draft_version, save_draft, try_version
from qingzhi.engine.decisions.models import TableVersion
from qingzhi.engine.decisions.queries import raw_rows, version_in_force
from qingzhi.engine.decisions.rules.table import RawRow

from .stage import Stage

TABLE, CLERK = "support.amounts", "support"
NOTE = "示例：发明专利授权标准拟由3000元提高到5000元"


def draft_amounts(stage: Stage) -> int | bool:
    """Draft, change and try a version of the amounts; leave it to be published."""
    if TableVersion.objects.filter(table=TABLE, note=NOTE).exists():
        return False
    actor = stage.actor(CLERK)
    with clock.fixed(datetime.fromisoformat("2018-06-26 10:20")):
        held = version_in_force(TABLE, clock.today())
        assert held is not None
        current = TableVersion.objects.get(pk=held)
        draft = draft_version(actor=actor, table=TABLE, based_on=current)
        first, *others = raw_rows(draft)
        higher = RawRow({**first.cells, "standard": "5000"}, first.source, first.note)
        save_draft(actor=actor, version=draft, rows=[higher, *others], revision=draft.revision, note=NOTE)
        try_version(actor=actor, version=draft)
    return 1
