"""What industries are called in yearbook tables."""

from qingzhi.domains.rights.queries.industries import industry_options
from qingzhi.domains.rights.queries.industry_codes import class_titles

from ..rules.names import plain
from ..terms.density import IndustryScheme
from .density import known_industries

Names = dict[str, tuple[str, str]]


def industry_names() -> Names:
    """Scheme and code by name: divisions of the national classification by title, code, or both; the plan's industries by name."""
    found: Names = {}
    divisions = IndustryScheme.GBT4754.value
    for code, label in industry_options():
        found[plain(label.rpartition("：")[2])] = (IndustryScheme.PLAN.value, code)
    for code, held in class_titles("gbt4754", sorted(known_industries()[divisions])).items():
        for name in (held.title, code, f"{code}{held.title}"):
            found[plain(name)] = (divisions, code)
    return found
