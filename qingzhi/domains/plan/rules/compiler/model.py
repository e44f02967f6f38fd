"""What the compiler yields: a plan as sections, measures, figures and citations, each with its place in the text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the text; `own` are the ranges that belong to it and to none of its children."""

    id: str
    level: int
    heading: str
    start: int
    end: int
    rule: str
    parent: str = ""
    body_start: int = 0
    own: tuple[tuple[int, int], ...] = ()
    is_leaf: bool = True


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body 「责任单位」 as written, with its role: lead 「牵头」, support 「配合」 or joint 「共同」."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Due:
    """When a measure is due: once on a day, or every year, quarter or month."""

    on: date | None
    every: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence that orders something 「措施」."""

    id: str
    section: str
    start: int
    end: int
    rule: str
    due: Due | None = None
    bodies: tuple[Body, ...] = ()
    programmes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the text demands 「目标」 or reports as reached 「基期」."""

    section: str
    indicator: str
    comparator: str
    value: float
    unit: str
    kind: str
    start: int
    end: int
    rule: str
    id: str = ""
    measure: str | None = None
    value_to: float | None = None
    per: str | None = None
    deadline: date | None = None
    as_of: date | None = None
    since: date | None = None
    baseline: "Figure | None" = None
    is_target: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """A law, standard or document that the text refers to."""

    title: str | None
    number: str | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that a person should look at."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a notice, and where its own text lies."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    period: tuple[int, int] | None = None
    is_period_derived: bool = False  # from the goals, not from the title
    plan_start: int = 0
    tail_start: int = 0
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledPlan:
    """A notice, compiled."""

    front: Front
    text: str
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Figure, ...] = ()
    baselines: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[Warning, ...] = ()
