"""What `qingzhi check` asks of figures: every formula and every relation of a survey can be computed."""

from django.db.models import Q

from .models import Formula, SurveyRule
from .queries.catalogue import expression_of
from .rules.formula import FormulaNotUnderstood
from .rules.survey_relations import RelationNotUnderstood, read_relation
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
    return found + _relations()


def _relations() -> list[str]:
    """The relations of surveys that cannot be read, or that name what is not asked."""
    found = []
    for rule in SurveyRule.objects.select_related("version__survey"):
        try:
            names = set(read_relation(rule.text).names)
        except RelationNotUnderstood as error:
            found.append(f"{rule.version}的审核关系不能用：{error}")
            continue
        if missing := names - set(rule.version.questions.values_list("code", flat=True)):
            found.append(f"{rule.version}的审核关系“{rule.text}”提到没有的项目：{'、'.join(sorted(missing))}")
    return found
