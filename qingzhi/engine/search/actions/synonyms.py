"""Loading synonyms."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import SynonymGroup


@transaction.atomic
def load_synonyms(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Make the table hold exactly these groups (`words` parted by `|`, `source`); how many are new. Twice changes nothing."""
    require(actor, "search.synonyms.load")
    wanted = {}
    for row in rows:
        words = [word.strip() for word in row["words"].split("|") if word.strip()]
        if len(words) > 1:
            wanted[tuple(words)] = row["source"].strip()
    present = {tuple(one.words): one for one in SynonymGroup.objects.all()}
    gone = [one.pk for words, one in present.items() if wanted.get(words) != one.source]
    new = [words for words in wanted if words not in present or wanted[words] != present[words].source]
    if gone or new:
        SynonymGroup.objects.filter(pk__in=gone).delete()
        SynonymGroup.objects.bulk_create(SynonymGroup(words=list(words), source=wanted[words]) for words in new)
        record(actor, "search.load_synonyms", label="检索同义词", changes={"items": (len(present), len(wanted))})
    return len(new)
