"""Background work: the applications of frozen rolls are counted once a day."""

from qingzhi.base.events.duties import duty

from .actions.cohort_counting import count_frozen


@duty("cultivation.count_rolls", every=3600.0)
def count() -> int:
    return count_frozen()
