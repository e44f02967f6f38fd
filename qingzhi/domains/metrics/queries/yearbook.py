"""What industries are called in yearbook tables."""

from qingzhi.domains.rights.models import Industry
from qingzhi.domains.rights.queries.industry_codes import class_titles

from ..rules.names import plain
from ..terms.density import IndustryScheme
from .density import known_industries

Names = dict[str, tuple[str, str]]


def industry_names() -> Names:
    """Scheme and code by name: divisions of the national classification by title, code, or both; the plan's industries by name."""
    known, found = known_industries(), {}
    divisions = IndustryScheme.GBT4754.value
    for one in Industry.objects.filter(code__in=known[IndustryScheme.PLAN.value]):
        found[plain(one.name)] = (IndustryScheme.PLAN.value, one.code)
    for code, held in class_titles("gbt4754", sorted(known[divisions])).items():
        for name in (held.title, code, f"{code}{held.title}"):
            found[plain(name)] = (divisions, code)
    return found
