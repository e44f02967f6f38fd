"""What `qingzhi check` asks of the events."""

from datetime import timedelta

from qingzhi.base import clock

from .bus import stuck_deliveries
from .models import EventRow

PATIENCE = timedelta(minutes=10)


def problems() -> list[str]:
    """Events that a subscriber fails to take again and again, and a worker that does not run; empty when all is well."""
    found = [
        f"事件 {one.event.name}（{one.event_id}）已 {one.attempts} 次未能送达“{one.subscriber}”：{one.error}"
        for one in stuck_deliveries()
    ]
    untouched = EventRow.objects.filter(settled=False, deliveries=None, at__lt=clock.now() - PATIENCE).count()
    if untouched:
        found.append(f"有 {untouched} 个事件超过 {PATIENCE.seconds // 60} 分钟无人投递，请检查后台进程是否在运行")
    return found
