"""The day that the demonstration calls today, and where it may not be built."""

from datetime import date

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.identity.models import User
from qingzhi.base.permits import Refusal

REASON = "演示省份：日期固定，数据、人物和单位的办理情况均为示例"


class RealInstallation(Refusal):
    """The demonstration is built only where nobody works in earnest."""


def require_demonstration() -> None:
    """Raise where people work in earnest: accounts, and no pinned day. What visitors add to a demonstration is theirs."""
    if ClockPin.objects.exists():
        return
    real = User.objects.filter(is_demo=False).count()
    if real:
        raise RealInstallation(
            f"库中已有 {real} 个正式账号，不能在正式系统中建立演示数据；请用 --no-demo 启动，或另设数据目录"
        )


def pin_day(on: date) -> None:
    """Hold the clock of this installation at a day."""
    pin, made = ClockPin.objects.get_or_create(single=True, defaults={"day": on, "reason": REASON})
    if not made and pin.day != on:
        raise RealInstallation(f"演示日期已定为 {pin.day}，与省份文件中的 {on} 不同；请另设数据目录")
    clock.forget_pin()
