"""Walks of protection at the border: goods found by the customs, asked for by the holder, of a mark and of a patent; help with a recordal."""

from qingzhi.base.permits import Actor
from qingzhi.domains.coordination.testing import customs
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """The holder for the holder's steps, the customs for theirs."""
    return customs.who(case, step.lane)


def found() -> Case:
    """Goods that the customs found; the holder is not told yet."""
    return customs.make_found().case


def patented() -> Case:
    """Goods that the customs found, of a patent."""
    return customs.make_found(customs.make_recordal(number="P2015-00001", is_patent=True)).case


def asked() -> Case:
    """Goods that the holder asks to hold."""
    return customs.make_application().case


STEPS = ("apply", "ask", "ask_on_paper", "find", "clear", "cannot", "bond", "court_notice", "dispose", "ask_help")
SEIZURE = Walk(
    code="coordination.customs",
    variants={"found": found, "patented": patented, "asked": asked},
    who=who,
    data={code: lambda case, code=code: customs.filled(case, code) for code in STEPS},
    wait=90,
    paths=(
        ("found", "notify ask seize bond! ask_help find dispose"),
        ("found", "notify ask_on_paper seize cannot release! wait release"),
        ("found", "notify lapse! wait ask! lapse"),
        ("found", "notify decline"),
        ("found", "notify ask refuse"),
        ("found", "notify ask seize clear"),
        ("patented", "notify ask seize bond"),
        ("patented", "notify ask seize cannot court_notice"),
        ("asked", "notify! apply seize! seize_asked withdraw"),
    ),
)  # fmt: skip


def recording() -> Case:
    """A holder asks for help with a recordal."""
    return customs.make_recording().case


RECORDAL = Walk(
    code="coordination.recordal",
    variants={"asked": recording},
    who=who,
    data={code: lambda case, code=code: customs.filled(case, code) for code in ("advise", "note_filed", "record")},
    paths=(
        ("asked", "submit return_form resubmit advise note_filed record"),
        ("asked", "submit advise note_filed refuse"),
        ("asked", "submit advise note_filed withdraw"),
    ),
)
