"""Finding among the visible rows, or 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.versions import may_work_on, visible_plans, visible_versions
from ...models import CompileWarning, Plan, PlanVersion, Section
from ...models.item import Item
from ...terms import VersionState
from .cards import MODELS


def found_plan(request: PageRequest, code: str) -> Plan:
    """The plan, when the actor sees a version of it."""
    return get_object_or_404(visible_plans(request.actor).select_related("region", "owner"), code=code)


def found_version(request: PageRequest, version_id: int) -> PlanVersion:
    """The version, when the actor sees it."""
    rows = visible_versions(request.actor).select_related("plan__region", "plan__owner", "based_on")
    return get_object_or_404(rows.defer("based_on__text"), pk=version_id)


def found_item(request: PageRequest, version_id: int, key: str) -> tuple[PlanVersion, Item]:
    """The version and the item that `m-12` names in it."""
    version = found_version(request, version_id)
    prefix, _, number = key.partition("-")
    model = MODELS.get(prefix)
    if model is None or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return version, get_object_or_404(model, version=version, pk=int(number))


def found_section(request: PageRequest, version_id: int, section_id: int) -> tuple[PlanVersion, Section]:
    version = found_version(request, version_id)
    return version, get_object_or_404(Section, version=version, pk=section_id)


def found_warning(request: PageRequest, version_id: int, warning_id: int) -> tuple[PlanVersion, CompileWarning]:
    version = found_version(request, version_id)
    return version, get_object_or_404(CompileWarning, version=version, pk=warning_id)


def may_review(request: PageRequest, version: PlanVersion) -> bool:
    """Whether the page offers corrections."""
    return version.is_draft and bool(may_work_on(request.actor, "plan.version.review", version.plan))


def may_publish(request: PageRequest, version: PlanVersion) -> bool:
    return version.is_draft and bool(may_work_on(request.actor, "plan.version.publish", version.plan))


def may_divide(request: PageRequest, version: PlanVersion) -> bool:
    """Whether the page offers to give measures out as tasks: those of a version in force."""
    return version.state == VersionState.PUBLISHED and bool(check(request.actor, "plan.task.divide"))
