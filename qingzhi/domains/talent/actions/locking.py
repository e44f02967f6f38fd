"""Getting at an expert's record for writing."""

from qingzhi.base import clock

from ..models import Expert
from ..refusals import ExpertGone
from ..terms import ExpertState


def locked(expert: Expert) -> Expert:
    """The record, locked; who retired is not changed any more."""
    found = Expert.objects.select_for_update(of=("self",)).select_related("region", "subject").get(pk=expert.pk)
    if found.standing_on(clock.today())[0] == ExpertState.RETIRED:
        raise ExpertGone(f"{found.name}已于 {found.retired_on} 退出专家库，记录只供查阅")
    return found
