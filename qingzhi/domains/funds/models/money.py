"""Money in the database: whole cents, so that sums and comparisons are exact on either vendor; Decimal yuan in Python."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    Whole = models.BigIntegerField[Decimal, Decimal]
else:
    Whole = models.BigIntegerField


class MoneyField(Whole):
    """An amount in yuan, stored as cents (SQLite would count decimals as floats)."""

    def deconstruct(self) -> Any:
        """For migrations it is a plain number of cents."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2).quantize(Decimal("0.01"))

    def to_python(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        cents = Decimal(value).scaleb(2)
        if cents != cents.to_integral_value():
            raise ValueError(f"{value} is no whole number of cents")
        return int(cents)


def money(label: str, **options: Any) -> MoneyField:
    """An amount that begins at nothing."""
    return MoneyField(label, default=0, **options)
