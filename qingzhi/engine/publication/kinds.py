"""The registry of kinds: whoever publishes declares columns, redaction, limit; an undeclared kind raises."""

from dataclasses import dataclass

from .terms import LICENCE, Shown, ValueKind


class UnknownPublicationKind(LookupError):
    """A publication of a kind that nobody declared."""


@dataclass(frozen=True)
class PublicColumn:
    """One column: what it is called, what stands in it, how much of it everybody sees."""

    code: str
    label: str
    kind: ValueKind = ValueKind.TEXT
    shown: Shown = Shown.FULL
    required: bool = False


@dataclass(frozen=True)
class PublicationKind:
    """A kind of publication. `limit` is the code of its period in the table of limits; without one it stays for good.

    `objections`: whether it takes objections. `accept_limit` and `answer_limit` are the office's own limits for them.
    """

    code: str
    title: str
    columns: tuple[PublicColumn, ...] = ()
    limit: str = ""
    objections: bool = True
    accept_limit: str = "publication.objection.accept"
    answer_limit: str = "publication.objection.answer"
    licence: str = LICENCE

    def __post_init__(self) -> None:
        codes = [one.code for one in self.columns]
        if len(set(codes)) != len(codes):
            raise ValueError(f"publication kind {self.code}: a column is declared twice")
        if self.columns and all(one.shown is Shown.NEVER for one in self.columns):
            raise ValueError(f"publication kind {self.code}: no column is shown")

    @property
    def is_permanent(self) -> bool:
        return not self.limit


NAMES = (  # the columns of a plain list of names, where a domain declares none of its own
    PublicColumn("party", "单位", required=True),
    PublicColumn("number", "号码"),
    PublicColumn("person", "人员", shown=Shown.NAME),
    PublicColumn("amount", "金额（元）", ValueKind.MONEY),
    PublicColumn("account", "账号", shown=Shown.NEVER),
)

_kinds: dict[str, PublicationKind] = {}


def publication_kind(kind: PublicationKind) -> PublicationKind:
    """Declare a kind at start-up; the same code with another meaning raises."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"publication kind {kind.code} is declared twice with different meanings")
    return kind


def kind_of(code: str) -> PublicationKind:
    """The declared kind; raises `UnknownPublicationKind`."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownPublicationKind(f"no publication kind is called {code!r}") from None


def kind_title(code: str) -> str:
    """The title for a page; a kind whose app is not installed any more shows its code."""
    return _kinds[code].title if code in _kinds else code


def all_kinds() -> list[PublicationKind]:
    """Every declared kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
