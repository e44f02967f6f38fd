"""Who sees yearbook tables and reads their files: those who may import statistics."""

from django.db.models import QuerySet

from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, check

from ..models import YearbookTable


def visible_tables(actor: Actor) -> QuerySet[YearbookTable]:
    """Every table that was uploaded, for those who may import."""
    rows = YearbookTable.objects.select_related("file", "batch")
    return rows if check(actor, "metrics.statistic.import") else rows.none()


def may_read_table(actor: Actor, file: StoredFile) -> Answer:
    """Whether a file is a table that the actor sees."""
    answer = check(actor, "metrics.statistic.import")
    if not answer:
        return answer
    return Answer(YearbookTable.objects.filter(file=file).exists(), "这是导入的年鉴表")
