"""Background work: the registers are counted anew when they changed."""

from qingzhi.base.events.duties import duty

from .actions.counting import count_registers


@duty("metrics.count_registers", every=5)
def count() -> int:
    return count_registers()
