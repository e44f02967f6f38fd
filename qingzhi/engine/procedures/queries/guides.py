"""What a procedure asks of those who apply, read from its declaration: told once and whole 「一次性告知」."""

from dataclasses import dataclass

from qingzhi.engine.limits.queries import UnknownLimit, limit

from ..declaring import Attachment, Procedure, Step
from ..registry import all_procedures
from ..terms import Layer, Relation


@dataclass(frozen=True)
class GuideLimit:
    """A limit as the guide tells it: how long, from which law; unknown where no row is in force."""

    label: str
    length: str
    source: str


@dataclass(frozen=True)
class Guide:
    """The public guide of a procedure 「办事指南」."""

    procedure: Procedure
    who: tuple[str, ...]
    own_steps: tuple[Step, ...]
    desk_steps: tuple[Step, ...]
    documents: tuple[tuple[Attachment, str], ...]
    limits: tuple[GuideLimit, ...]
    outcomes: tuple[str, ...]


def public_procedures() -> list[Procedure]:
    """The procedures that somebody applies for; what offices do among themselves has no public guide."""
    return [one for one in all_procedures() if any(lane.relation is Relation.APPLICANT for lane in one.lanes)]


def guide_of(declared: Procedure) -> Guide:
    """The guide as of today."""
    own = {one.code for one in declared.lanes if one.relation is Relation.APPLICANT}
    steps = [one for one in declared.steps if one.layer in (Layer.APPLICANT, Layer.PUBLIC)]
    documents: dict[str, tuple[Attachment, str]] = {}
    for step in declared.steps:
        if step.lane in own:
            for one in step.attachments:
                documents.setdefault(one.code, (one, step.label))
    return Guide(
        declared,
        tuple(lane.label for lane in declared.lanes if lane.code in own),
        tuple(one for one in steps if one.lane in own),
        tuple(one for one in steps if one.lane not in own),
        tuple(documents.values()),
        tuple(_limit(one.label, one.limit) for one in declared.clocks),
        tuple(dict.fromkeys(state.outcome.label for state in declared.states if state.outcome)),
    )


def _limit(label: str, code: str) -> GuideLimit:
    try:
        row = limit(code)
    except UnknownLimit:
        return GuideLimit(label, "未规定", "")
    return GuideLimit(label, str(row.length), row.source)
