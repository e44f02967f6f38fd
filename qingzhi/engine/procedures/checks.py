"""Whether every declared procedure leads every case to an end: asked at every start and by `qingzhi check`."""

from typing import Any

from django.core.checks import Error, register

from .checking import problems_of
from .registry import every_version


def problems() -> list[str]:
    """Every problem of every declared procedure."""
    return [problem for one in every_version() for problem in problems_of(one)]


@register
def check_procedures(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """The same for Django's own start-up check."""
    return [Error(problem, id="procedures.E001") for problem in problems()]
