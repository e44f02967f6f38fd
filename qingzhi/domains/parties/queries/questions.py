"""The queue of names that a person must look at, both records side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from ..models import NameQuestion, Party, PartyName
from ..rules.names import bare_key
from ..terms import QuestionState
from .families import family_ids
from .links import FactCount, fact_counts


@dataclass(frozen=True)
class Profile:
    """One of the two records as the queue shows it."""

    party: Party
    root: Party
    names: list[PartyName]
    facts: list[FactCount] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it sits, in words."""
        return str(self.party.region or self.party.place or "未登记")

    @property
    def other_names(self) -> list[PartyName]:
        """Its names but the one that it is called by."""
        return [one for one in self.names if one.name != self.party.name]

    @property
    def held(self) -> int:
        """How many things hang on it."""
        return sum(one.value for one in self.facts)


@dataclass(frozen=True)
class Comparison:
    """One line of the comparison: what, here, there, whether they agree (None where one is unknown)."""

    label: str
    one: str
    other: str
    agree: bool | None


def open_questions() -> QuerySet[NameQuestion]:
    """What waits for an answer, the most alike first."""
    return NameQuestion.objects.filter(state=QuestionState.OPEN).select_related(
        "party__region", "party__root", "candidate__region", "candidate__root"
    )


def next_question(
    after: NameQuestion | None = None, visible: QuerySet[NameQuestion] | None = None
) -> NameQuestion | None:
    """The next one in the order of the queue after this one; the first where there is none behind it."""
    rows = open_questions()
    if visible is not None:
        rows = rows.filter(pk__in=visible.values("pk"))
    if after is None:
        return rows.first()
    behind = rows.filter(Q(score__lt=after.score) | Q(score=after.score, pk__gt=after.pk))
    return behind.first() or rows.exclude(pk=after.pk).first()


def profile_of(party: Party) -> Profile:
    """What the queue shows of one record: its own names, and what hangs on its family."""
    root = party.root or party
    names = list(party.names.order_by("id")[:12])
    return Profile(party, root, names, fact_counts(family_ids(party)))


def comparison_of(one: Profile, other: Profile) -> list[Comparison]:
    """The two records line by line."""

    def line(label: str, first: str, second: str) -> Comparison:
        return Comparison(label, first, second, first == second if first and second else None)

    first, second = one.party, other.party
    return [
        line("规范名称", _keys(one.names), _keys(other.names)),
        line("类型", first.get_kind_display(), second.get_kind_display()),
        line("统一社会信用代码", first.credit_code, second.credit_code),
        line("地区", str(first.region or first.place or ""), str(second.region or second.place or "")),
        line("地址", first.address, second.address),
        line("成立日期", str(first.founded_on or ""), str(second.founded_on or "")),
    ]


def _keys(names: Sequence[PartyName]) -> str:
    return bare_key(names[0].key) if names else ""
