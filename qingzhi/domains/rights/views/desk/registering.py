"""What the registers of rights tell the house at start-up: sources of the search, menu entries, names of actions."""

from functools import partial

from django.urls import reverse

from qingzhi.engine.search.sources import EVERYBODY, Source, search_source

from ...access import words_of
from ...models import Right
from ...queries.documents import right_ids, rights_documents
from ...queries.facets import TITLES, facet_label
from ...terms import RightKind


def register_search() -> None:
    """One source a kind of right, under the kind's own code."""
    for kind in RightKind:
        search_source(
            Source(
                kind=str(kind),
                title=kind.label,
                documents=partial(rights_documents, str(kind)),
                all_ids=partial(right_ids, str(kind)),
                words=lambda actor: words_of(actor) | {EVERYBODY},
                url=_url,
                public_url=_public_url,
                facet_titles=TITLES,
                label=facet_label,
                count=Right.objects.filter(kind=kind).count,
            )
        )


def _url(right_id: int) -> str:
    return reverse("rights:right", args=[right_id])


def _public_url(right_id: int) -> str:
    return reverse("rights:public_right", args=[right_id])
