"""Batches: which are open, how far they are, what became of their rows."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from qingzhi.base import clock

from ..models import Batch
from ..terms import BatchState

OPEN = (BatchState.WAITING.value, BatchState.RUNNING.value)
STALLED = timedelta(minutes=10)


@dataclass(frozen=True)
class Progress:
    """How far a batch is: `percent` and `left` are unknown where the number of its rows is."""

    done: int
    total: int | None
    percent: float | None
    rate: float | None  # rows a second, over all the time that somebody worked on it
    left: float | None  # seconds

    @property
    def left_in_words(self) -> str:
        """「不到 1 分钟」, 「约 3 分钟」."""
        if self.left is None:
            return "尚不能估计"
        minutes = round(self.left / 60)
        return f"约 {minutes} 分钟" if minutes else "不到 1 分钟"


def progress_of(batch: Batch) -> Progress:
    """Rows, share, rate and time left, from the batch's row alone."""
    done, total = batch.cursor, batch.row_total
    if total is not None:
        total = max(total, done)
    rate = done / batch.seconds if batch.seconds > 0 and done else None
    percent = None if total is None else 100.0 if not total else done / total * 100
    left = None if rate is None or total is None else (total - done) / rate
    if batch.state == BatchState.DONE:
        percent, left = 100.0, 0.0
    return Progress(done, total, percent, rate, left)


def open_batches() -> QuerySet[Batch]:
    """What waits for a worker or is being worked on, the oldest first."""
    return Batch.objects.filter(state__in=OPEN).order_by("id")


def batch_of(code: str) -> Batch | None:
    """The batch that a command names: 「patents-12」."""
    kind, _, number = code.strip().rpartition("-")
    if not kind or not number.isdecimal() or len(number) > 18:
        return None
    return Batch.objects.filter(pk=int(number), kind=kind).first()


def earlier_same(batch: Batch) -> Batch | None:
    """The last batch that brought this very file in and still stands."""
    same = Batch.objects.filter(
        kind=batch.kind, file_sha256=batch.file_sha256, state=BatchState.DONE.value, pk__lt=batch.pk
    )
    return same.order_by("-id").first()


def unfinished_same(kind: str, digest: str) -> Batch | None:
    """An open or stopped batch of this very file, with which a command goes on."""
    states = (*OPEN, BatchState.FAILED.value)
    return Batch.objects.filter(kind=kind, file_sha256=digest, state__in=states).order_by("-id").first()


def stalled_batches() -> list[Batch]:
    """Batches that wait although nobody has worked on them for long."""
    before = clock.real_now() - STALLED
    rows = open_batches().filter(beat_at__lt=before)
    return list(rows) + list(open_batches().filter(beat_at=None, requested_at__lt=clock.now() - STALLED))
