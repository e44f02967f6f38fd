"""Background work: the registers are counted anew when they changed, formulas and differences when the lake did."""

from qingzhi.base.events.duties import duty

from .actions.comparing import compare_frozen
from .actions.computing import compute_formulas
from .actions.counting import count_registers


@duty("metrics.count_registers", every=5)
def count() -> int:
    return count_registers()


@duty("metrics.compute_formulas", every=60)
def compute() -> int:
    return compute_formulas()


@duty("metrics.compare_frozen", every=60)
def compare() -> int:
    return compare_frozen()
