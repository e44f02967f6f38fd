"""What `qingzhi check` asks of figures: every formula names tables, columns and records that there are."""

from django.db.models import Q

from .models import Formula
from .queries.catalogue import expression_of
from .rules.formula import FormulaNotUnderstood
from .terms import FormulaState


def problems() -> list[str]:
    """The formulas that the lake of this version cannot compute; empty when all is well."""
    found = []
    standing = Formula.objects.filter(~Q(state=FormulaState.PUBLISHED) | Q(valid_to=None)).select_related("indicator")
    for formula in standing:
        try:
            expression_of(formula.spec)
        except FormulaNotUnderstood as error:
            found.append(f"指标“{formula.indicator.name}”的公式第 {formula.version} 版不能计算：{error}")
    return found
