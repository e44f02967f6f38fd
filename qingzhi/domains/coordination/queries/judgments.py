"""Judgments as they are listed, counted and found again; names covered for whoever may not read them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, check
from qingzhi.domains.rights.queries.industry_codes import class_titles
from qingzhi.engine.publication.rules.redaction import masked_names
from qingzhi.engine.publication.rules.running import redact

from ..models import Judgment
from ..rules.judgments import middle, share
from ..terms.judgments import REVERSED, Instance

SCHEME = "cause"
SEPARATORS = re.compile(r"[、，,；; ]+")
REVERSAL = [one.value for one in REVERSED]


def cause_titles(symbols: list[str]) -> dict[str, str]:
    """What causes are called, by the newest edition that has them; an unknown one stands for itself."""
    found = class_titles(SCHEME, symbols)
    return {one: found[one].title if one in found else one for one in symbols}


def is_known_cause(symbol: str) -> bool:
    """Whether the code table has this very symbol."""
    found = class_titles(SCHEME, [symbol]).get(symbol)
    return found is not None and found.known == symbol


def reads_names(actor: Actor, judgment: Judgment) -> bool:
    """Whether the actor reads the names as they are: there is no natural person among them, or he may."""
    return not judgment.has_persons or bool(
        check(actor, "coordination.judgment.person", body_id=judgment.entered_for_id)
    )


def shown_parties(actor: Actor, judgment: Judgment) -> tuple[str, str]:
    """Plaintiff and defendant as the actor may read them."""
    names = (judgment.plaintiff, judgment.defendant)
    return names if reads_names(actor, judgment) else (masked_names(names[0]), masked_names(names[1]))


def shown_gist(actor: Actor, judgment: Judgment) -> str:
    """The gist, with what is personal in it covered for whoever may not read it."""
    if reads_names(actor, judgment) or not judgment.gist:
        return judgment.gist
    known = [one for names in (judgment.plaintiff, judgment.defendant) for one in SEPARATORS.split(names) if one]
    return redact(judgment.gist, known)


def with_damages(rows: QuerySet[Judgment]) -> QuerySet[Judgment]:
    """Those in which damages were asked and decided on."""
    return rows.filter(asked__gt=0, awarded__isnull=False)


def on_appeal(rows: QuerySet[Judgment]) -> QuerySet[Judgment]:
    """Appeals and retrials that were decided on."""
    return rows.filter(~Q(instance=Instance.FIRST.value), outcome__in=[*REVERSAL, "upheld"])


def reversed_ones(rows: QuerySet[Judgment]) -> QuerySet[Judgment]:
    """Those that changed or remanded what stood before."""
    return on_appeal(rows).filter(outcome__in=REVERSAL)


WHICH = {"damages": with_damages, "appeal": on_appeal, "reversed": reversed_ones}


@dataclass(frozen=True)
class Figures:
    """What judgments say together; each number is of the rows that `WHICH` narrows to."""

    count: int
    damages: int
    share: Decimal | None
    days: int | None
    appeals: int
    reversed: int

    @property
    def reversal(self) -> Decimal | None:
        """Changed or remanded of those decided on appeal, in hundredths."""
        return Decimal(self.reversed) * 100 / self.appeals if self.appeals else None


def figures_of(rows: QuerySet[Judgment]) -> Figures:
    """The figures of some judgments."""
    pairs = with_damages(rows).values_list("asked", "awarded")
    sums = [(asked, awarded) for asked, awarded in pairs if asked is not None and awarded is not None]
    spans = [(judged - filed).days for filed, judged in rows.values_list("filed_on", "judged_on")]
    return Figures(
        rows.count(), len(sums), share(sums), middle(spans), on_appeal(rows).count(), reversed_ones(rows).count()
    )


def appeals_of(judgment: Judgment) -> QuerySet[Judgment]:
    """The judgments on appeal against one."""
    return judgment.appeals.order_by("judged_on", "pk")
