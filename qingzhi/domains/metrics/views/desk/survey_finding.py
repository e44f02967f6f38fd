"""Finding surveys among the visible rows, or 404, and what their pages share."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.surveys import visible_rounds, visible_sheets, visible_versions
from ...models import SurveyAnswer, SurveyRound, SurveyVersion

confirmed = partial(acted, template="pages/confirm.html")


def found_round(request: PageRequest, round_id: int) -> SurveyRound:
    return get_object_or_404(visible_rounds(request.actor), pk=round_id)


def found_sheet(request: PageRequest, sheet_id: int) -> SurveyAnswer:
    return get_object_or_404(visible_sheets(request.actor).prefetch_related("cells"), pk=sheet_id)


def found_version(request: PageRequest, version_id: int) -> SurveyVersion:
    return get_object_or_404(visible_versions(request.actor), pk=version_id)


def may(request: PageRequest, code: str, answer: SurveyAnswer) -> bool:
    """Whether the actor may do that with this sheet."""
    return bool(check(request.actor, code, body_id=answer.body_id, region_code=answer.body.region.code))


def drawer(obj: Any, limit: int = 50) -> list[Any]:
    """What was done to an object, newest first."""
    return list(entries_of(obj)[:limit])
