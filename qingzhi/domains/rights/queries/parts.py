"""Everything that hangs on one right, read in one query: histories, classes, payments, links, recognitions, users."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, DecimalField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from ..models import FeePayment, GiUser, Holding, Honour, Right, RightClass, RightLink, StatusSpan
from ..rules.fees import Paid
from ..rules.timeline import Span
from ..terms import HoldingRole

STATUS, HOLDING, CLASS, PAYMENT, HONOUR, LINK, BACK_LINK, USER = (
    "status", "holding", "class", "payment", "honour", "link", "back", "user",
)  # fmt: skip


class Part(NamedTuple):
    """One row of any of the tables; what a table has not is empty. `code` is a term, `ref` another record."""

    what: str
    pk: int
    code: str
    text: str
    note: str
    number: int | None
    amount: Decimal | None
    valid_from: date | None
    valid_to: date | None
    ref: int | None

    def covers(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


TYPES: dict[str, Any] = {
    "what": CharField(), "pk": IntegerField(), "code": CharField(), "text": CharField(), "note": CharField(),
    "number": IntegerField(), "amount": DecimalField(max_digits=10, decimal_places=2), "valid_from": DateField(),
    "valid_to": DateField(), "ref": IntegerField(),
}  # fmt: skip


class Parts:
    """The parts of one right, each kind in its order."""

    def __init__(self, right: Right):
        rows = [Part(*row) for row in _union(right)]
        self._by_what: dict[str, list[Part]] = {}
        for row in rows:
            self._by_what.setdefault(row.what, []).append(row)

    def _of(self, what: str) -> list[Part]:
        return self._by_what.get(what, [])

    @property
    def statuses(self) -> list[Part]:
        """The history of the legal status, the earliest first; `code` is the status, `note` its basis."""
        return sorted(self._of(STATUS), key=lambda one: (one.valid_from or date.min, one.pk))

    @property
    def spans(self) -> list[Span]:
        return [Span(one.code, one.valid_from, one.valid_to) for one in self.statuses]

    @property
    def holders(self) -> list[Part]:
        """Every holder of any time; `text` is the name as written, `note` what its family is called now."""
        mine = [one for one in self._of(HOLDING) if one.code == HoldingRole.HOLDER]
        return sorted(mine, key=lambda one: (one.valid_from or date.min, one.number or 0, one.pk))

    @property
    def classes(self) -> list[Part]:
        """The symbols, the main one first; `code` is the scheme."""
        return sorted(self._of(CLASS), key=lambda one: (one.number or 0, one.pk))

    @property
    def payments(self) -> list[Part]:
        """What was paid, the latest first; `number` is the year of the right, `note` the receipt."""
        return sorted(self._of(PAYMENT), key=lambda one: (one.valid_from or date.min, one.pk), reverse=True)

    @property
    def paid(self) -> list[Paid]:
        """The same as the schedule needs it."""
        return [Paid(one.code, one.number, one.valid_from) for one in reversed(self.payments) if one.valid_from]

    @property
    def honours(self) -> list[Part]:
        """The recognitions of a mark, the earliest first; `code` is the kind, `note` the basis."""
        return sorted(self._of(HONOUR), key=lambda one: (one.valid_from or date.min, one.pk))

    @property
    def links(self) -> list[Part]:
        """The links that the right tells of; `text` is the other's number, `note` its title, `ref` its record."""
        return sorted(self._of(LINK), key=lambda one: (one.code, one.pk))

    @property
    def back_links(self) -> list[Part]:
        """The links that others tell of it, unless it tells of them too."""
        told = {one.ref for one in self._of(LINK)}
        return sorted((one for one in self._of(BACK_LINK) if one.ref not in told), key=lambda one: (one.code, one.pk))

    @property
    def users(self) -> list[Part]:
        """Who may use a geographical indication, those of today first; `text` is the name, `note` the announcement."""
        return sorted(self._of(USER), key=lambda one: (one.valid_to is not None, one.valid_from or date.min, one.pk))


def _union(right: Right) -> Iterable[tuple[Any, ...]]:
    span = {"valid_from": F("valid_from"), "valid_to": F("valid_to")}
    mine = {"right_id": right.pk}
    return _part(StatusSpan.objects.filter(**mine), STATUS, code=F("status"), note=F("basis"), **span).union(
        _part(
            Holding.objects.filter(**mine), HOLDING, code=F("role"), text=F("name_written"), number=F("position"),
            note=Coalesce(F("party__root__name"), F("party__name")), ref=F("party_id"), **span,
        ),
        _part(RightClass.objects.filter(**mine), CLASS, code=F("scheme"), text=F("symbol"), number=F("position")),
        _part(
            FeePayment.objects.filter(**mine), PAYMENT, code=F("fee"), number=F("year"), amount=F("amount"),
            note=F("source"), valid_from=F("paid_on"),
        ),
        _part(Honour.objects.filter(**mine), HONOUR, code=F("kind"), note=F("basis"), **span),
        _part(
            RightLink.objects.filter(**mine), LINK, code=F("kind"), valid_from=F("other_on"), ref=F("other_id"),
            text=Coalesce(F("other__number_shown"), F("other_number")), note=Coalesce(F("other__title"), F("other_country")),
        ),
        _part(
            RightLink.objects.filter(other_id=right.pk), BACK_LINK, code=F("kind"), ref=F("right_id"),
            text=F("right__number_shown"), note=F("right__title"),
        ),
        _part(
            GiUser.objects.filter(**mine), USER, text=F("name_written"), note=F("announcement"), ref=F("party_id"), **span
        ),
        all=True,
    )  # fmt: skip


def _part(rows: QuerySet[Any], what: str, **columns: Any) -> QuerySet[Any]:
    """The rows of one table under the columns of a part."""
    given = {"what": Value(what), "pk": F("pk"), **columns}
    asked = {f"part_{name}": Cast(given.get(name, _nothing(name)), output_field=type_) for name, type_ in TYPES.items()}
    return rows.order_by().annotate(**asked).values_list(*asked)


def _nothing(name: str) -> Value:
    return Value("" if isinstance(TYPES[name], CharField) else None, output_field=TYPES[name])
