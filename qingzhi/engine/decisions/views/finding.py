"""Finding tables and versions among those that the reader may see."""

from typing import Any

from django.http import Http404

from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ..access import visible_versions
from ..declaring import TableSpec, UnknownTable, table_spec
from ..models import TableVersion
from ..queries import last_trial
from ..terms import VersionState


def found_spec(code: str) -> TableSpec:
    """The declared table, or 404."""
    try:
        return table_spec(code)
    except UnknownTable as unknown:
        raise Http404 from unknown


def found_version(request: PageRequest, pk: int) -> tuple[TableVersion, TableSpec]:
    """A version that the reader may see and its table, or 404."""
    found = visible_versions(request.actor).filter(pk=pk).select_related("based_on").first()
    if found is None:
        raise Http404
    return found, found_spec(found.table)


def allowed(request: PageRequest, version: TableVersion) -> dict[str, Any]:
    """What the reader may do with a version, and the trial of its present rows."""
    actor = request.actor
    edits, publishes = bool(check(actor, "decisions.edit")), bool(check(actor, "decisions.publish"))
    return {
        "may_edit": edits and version.is_open,
        "may_draft": edits and not version.is_open,
        "may_publish": publishes and version.is_open,
        "is_own": actor.subject_id in version.editors,
        "may_end": publishes and version.state == VersionState.PUBLISHED,
        "trial": last_trial(version) if version.is_open or version.published_at else None,
    }
