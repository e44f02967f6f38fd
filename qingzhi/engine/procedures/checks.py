"""What `qingzhi check` and every start ask of the declared procedures."""

from typing import Any

from django.core.checks import Error, register

from .checking import problems_of
from .registry import every_version


@register
def check_procedures(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Every problem of every declared procedure."""
    return [Error(problem, id="procedures.E001") for one in every_version() for problem in problems_of(one)]
