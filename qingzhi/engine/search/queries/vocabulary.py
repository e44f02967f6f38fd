"""Synonyms and number prefixes for a search."""

from ..models import SynonymGroup
from ..rules.asking import Vocabulary
from ..rules.folding import fold
from ..rules.text import runs
from ..sources import all_sources

BUILT_IN = {"title": ("标题", "名称", "题名"), "no": ("号", "号码", "编号", "number")}


def vocabulary() -> Vocabulary:
    """What turns words into more words: one question to the database."""
    synonyms: dict[str, tuple[str, ...]] = {}
    for words in SynonymGroup.objects.values_list("words", flat=True):
        folded = [fold(word) for word in words]
        for word in folded:
            others = [one for one in folded if one != word]
            key = "".join(runs(word))
            synonyms[key] = tuple(dict.fromkeys([*synonyms.get(key, ()), *others]))
    prefixes = {fold(one) for source in all_sources() for one in source.number_prefixes}
    return Vocabulary(synonyms, frozenset(prefixes))


def field_names() -> dict[str, str]:
    """What fields may be called in a question, and the code of each; a name that two claim is the first one's."""
    found: dict[str, str] = {}
    declared = [BUILT_IN, *(source.field_names for source in all_sources())]
    for names in declared:
        for code, others in names.items():
            for name in (code, *others):
                found.setdefault(name.lower(), code)
    return found
