"""What the registers of rights tell the house at start-up: sources of the search, menu entries, names of actions."""

from functools import partial

from django.urls import reverse

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry
from qingzhi.domains.parties.queries import holder_link, register_fact
from qingzhi.engine.search.sources import EVERYBODY, Source, search_source

from ...access import words_of
from ...models import Right
from ...queries.documents import right_ids, rights_documents
from ...queries.facets import TITLES, facet_label
from ...queries.holdings import count_held, count_used
from ...terms import RightKind
from ...wording import ACTIONS

FIELD_NAMES = {
    "holder": ("权利人", "申请人", "注册人"),
    "ipc": ("IPC", "分类号"),
    "class": ("类别", "尼斯"),
    "locarno": ("洛迦诺",),
    "agent": ("代理机构", "代理"),
    "people": ("发明人", "设计人", "作者", "培育人"),
}
PREFIXES = {RightKind.PATENT: ("ZL", "CN")}


def register_pages() -> None:
    """Menu entries and the names of actions in the trail."""
    section = "登记簿"
    menu_entry(
        "权利登记簿", "rights:overview", section=section, position=20, icon="seal", permit="rights.view",
        also=("/rights/register/", "/rights/holders/"),
    )  # fmt: skip
    menu_entry("到期与风险", "rights:due", section=section, position=21, icon="clock", permit="rights.view")
    menu_entry("权利查询", "rights:public", section="公共服务", position=20, icon="seal")
    name_actions(ACTIONS)
    holder_link(lambda party_id: reverse("rights:holder", args=[party_id]))
    register_fact("名下权利", count_held, unit="件", url=lambda party_id: reverse("rights:holder", args=[party_id]))
    register_fact("使用地理标志", count_used, unit="个")


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
                field_names=FIELD_NAMES,
                number_prefixes=PREFIXES.get(kind, ()),
            )
        )


def _url(right_id: int) -> str:
    return reverse("rights:right", args=[right_id])


def _public_url(right_id: int) -> str:
    return reverse("rights:public_right", args=[right_id])
