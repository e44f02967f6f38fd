"""Keeping a search under a name."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, PermitRefused

from ..models import SavedSearch
from ..queries.saved import saved_searches
from ..refusals import SearchNotNamed, TooManySearches
from ..rules.lexing import LONGEST

MOST = 50  # of one account


@transaction.atomic
def save_search(
    *, actor: Actor, name: str, query: str, filters: Mapping[str, Sequence[str]] | None = None
) -> SavedSearch:
    """Keep a search 「保存检索」; the same name again is the newer search, so that a second click changes nothing."""
    name = " ".join(name.split())[:100]
    if not actor.is_signed_in or actor.user_id is None:
        raise PermitRefused("请先登录，再保存检索")
    if not name:
        raise SearchNotNamed("请给这次检索起一个名称")
    mine = saved_searches(actor).select_for_update()
    if mine.exclude(name=name).count() >= MOST:
        raise TooManySearches(f"已保存 {MOST} 个检索，请先删去不用的")
    values = {"query": query[:LONGEST], "filters": {key: list(found) for key, found in (filters or {}).items()}}
    saved, created = SavedSearch.objects.update_or_create(
        user_id=actor.user_id, name=name, defaults=values, create_defaults={**values, "saved_at": clock.now()}
    )
    record(actor, "search.save_search" if created else "search.change_search", saved)
    return saved


@transaction.atomic
def forget_search(*, actor: Actor, pk: int) -> None:
    """Delete a search of one's own; one that is gone already is no fault."""
    saved = saved_searches(actor).select_for_update().filter(pk=pk).first()
    if saved is not None:
        record(actor, "search.forget_search", saved)
        saved.delete()
