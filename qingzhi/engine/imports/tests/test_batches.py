"""The life of a batch: states, trail, events, counts."""

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.engine.imports.actions import confirm_batch, run_batch
from qingzhi.engine.imports.terms import BatchState

ROWS = [("A-1", "青稞酒", 3), ("A-2", "藏毯", 5), ("", "无号", 1), ("A-3", "唐卡", "三")]


def test_a_batch_goes_from_upload_to_register(register):
    clerk = register.make_clerk()
    batch = register.make_batch(ROWS, actor=clerk, confirm=False)
    assert batch.state == BatchState.PREPARED and batch.columns == {"number": 0, "title": 1, "amount": 2}
    confirm_batch(actor=clerk, batch=batch)
    done = run_batch(batch)
    assert done.state == BatchState.DONE
    assert (done.created_count, done.rejected_count, done.cursor) == (2, 2, 4)
    assert register.items() == {"A-1": ("青稞酒", 3), "A-2": ("藏毯", 5)}
    assert [(one.line, one.column_name, one.content) for one in done.rejections.all()] == [
        (4, "编号", ""),
        (5, "数量", "三"),
    ]
    trail = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert trail == ["imports.prepare_batch", "imports.confirm_batch", "imports.finish_batch"]
    told = list(EventRow.objects.order_by("id").values_list("name", flat=True))
    assert told == ["imports.batch_prepared", "imports.batch_confirmed", "imports.batch_finished"]
