"""Where complaints are received and where they go, as the decision tables say; with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.decisions.refusals import NoVersionInForce
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.tasks.queries import living_body

from ..models import Complaint
from ..refusals.complaints import NoReceiver
from ..rules.complaint_targets import has_target
from ..terms.complaints import WITH_CASE, Way


@dataclass(frozen=True)
class Proposal:
    """One way that the table proposes: with its reason and source, and the body that it goes to (None: the receiving one)."""

    way: Way
    reason: str
    source: str
    body: Body | None = None

    @property
    def open(self) -> bool:
        """Whether somebody takes cases of this way."""
        return self.way not in WITH_CASE or has_target(self.way.value)


@dataclass(frozen=True)
class Routing:
    """What the table answers for a complaint."""

    proposals: tuple[Proposal, ...]
    explained: tuple[str, ...]
    version: int | None
    facts: Mapping[str, Any]


def receiving_body(right_type: str, region_code: str) -> Body:
    """The body that receives complaints of a kind in a region; raises `NoReceiver`."""
    try:
        verdict = decide(
            "enforcement.receivers", {"right_type": right_type, "region": region_code or None}, clock.today()
        )
    except NoVersionInForce as missing:
        raise NoReceiver("现在不能在网上受理，请拨打12315或到受理窗口反映") from missing
    found = _body(verdict.outcome["body"]) if verdict.decided else None
    if found is None:
        raise NoReceiver("现在不能在网上受理这一类事项，请拨打12315或到受理窗口反映")
    return found


def routing_of(complaint: Complaint, case: Case | None = None) -> Routing:
    """The ways that the table proposes by the rules of the case's day, each once."""
    about = case or complaint.case
    facts = {
        "right_type": complaint.right_type, "wish": tuple(complaint.wishes), "role": complaint.role, "place": complaint.place,
    }  # fmt: skip
    try:
        verdict = decide("enforcement.routing", facts, about.rules_on)
    except NoVersionInForce as missing:
        return Routing((), (missing.reason,), None, facts)
    found: dict[tuple[str, str], Proposal] = {}
    for row in verdict.rows:
        way, code = Way(row.outcome["way"]), row.outcome.get("body") or ""
        found.setdefault(
            (way.value, code), Proposal(way, row.outcome["reason"], row.source, _body(code) if code else None)
        )
    return Routing(tuple(found.values()), tuple(verdict.explained), verdict.version_id, facts)


def _body(code: str) -> Body | None:
    found = Body.objects.select_related("region").filter(code=code).first()
    return living_body(found) if found else None
