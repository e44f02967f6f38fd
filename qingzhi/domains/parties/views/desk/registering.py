"""What the app registers at start-up: search, lake, menu, cards, names of actions."""

from django.urls import reverse

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor
from qingzhi.engine.lake.records import RecordSource, Shown, record_source
from qingzhi.engine.lake.tables import LakeTable, lake_table
from qingzhi.engine.search.sources import Source, search_source

from ...access import visible_parties, visible_questions, words_of
from ...models import Party
from ...queries.documents import FACETS, facet_labels, party_count, party_documents, party_ids
from ...queries.questions import open_questions
from ...terms import QuestionState
from ...wording import ACTIONS

SHOWN = 6


def register_search() -> None:
    """Parties in the search box."""
    search_source(
        Source(
            kind="party",
            title="主体",
            documents=party_documents,
            all_ids=party_ids,
            words=words_of,
            url=lambda pk: reverse("parties:party", args=[pk]),
            public_url=lambda pk: reverse("parties:public_party", args=[pk]),
            facet_titles=FACETS,
            labels=facet_labels,
            count=party_count,
            field_names={"holder": ("权利人", "主体", "名称")},
        )
    )


def register_lake() -> None:
    """Parties, their recognitions and figures as tables of the lake; personal columns are protected."""
    lake_table(
        LakeTable(
            "parties", "主体", "parties.Party",
            columns={
                "id": "id", "kind": "kind", "name": "name", "credit_code": "credit_code", "size": "size",
                "region_id": "region_id", "place": "place", "address": "address", "founded_on": "founded_on",
                "ended_on": "ended_on", "provisional": "provisional", "fictional": "fictional", "root_id": "root_id",
                "registered_at": "registered_at",
            },
            protected=("name", "address", "credit_code"),
            feeds=("party",),
        )
    )  # fmt: skip
    spans = {"party_id": "party_id", "valid_from": "valid_from", "valid_to": "valid_to"}
    for name, title, model, columns in (
        ("party_flags", "主体资质标记", "parties.PartyFlagSpan", {"flag": "flag", **spans}),
        ("party_industries", "主体所属行业", "parties.PartyIndustry", {"code": "code", "edition": "edition", "is_main": "is_main", **spans}),
        ("party_figures", "主体年度规模数据", "parties.PartyFigure",
         {"party_id": "party_id", "year": "year", "staff": "staff", "revenue": "revenue", "assets": "assets"}),
        ("party_links", "主体关系", "parties.PartyLink", {"other_id": "other_id", "kind": "kind", **spans}),
    ):  # fmt: skip
        lake_table(LakeTable(name, title, model, {"id": "id", **columns}, id_field="party_id", feeds=("party",)))
    record_source(
        RecordSource(
            "parties", "主体", "家", lambda actor: visible_parties(actor).select_related("region"), _shown,
            lambda party: reverse("parties:party", args=[party.pk]),
        )
    )  # fmt: skip


def _shown(party: Party) -> Shown:
    """A party as a list behind a figure shows it."""
    return Shown(party.name, party.get_kind_display(), party.region.code if party.region else "", party.founded_on)


def register_pages() -> None:
    """Menu, card, names of actions."""
    menu_entry("主体", "parties:parties", section="登记簿", position=10, icon="users", permit="parties.view")
    menu_entry(
        "归并待核", "parties:questions", section="登记簿", position=11, icon="check", permit="parties.merge",
        also=("/parties/questions/",),
    )  # fmt: skip
    card(Card("parties.questions", ("registry",), "parties/cards/questions.html", waiting, "parties.merge", 6, 20))
    name_actions(ACTIONS)


def open_for(actor: Actor):  # type: ignore[no-untyped-def]
    """The questions that the actor may answer."""
    return visible_questions(actor).filter(state=QuestionState.OPEN)


def waiting(actor: Actor) -> dict[str, object]:
    """The card: how many questions wait, and the first of them."""
    mine = open_questions().filter(pk__in=open_for(actor).values("pk"))
    return {"count": mine.count(), "rows": list(mine[:SHOWN])}
