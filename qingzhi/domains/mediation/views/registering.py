"""Menu entries of mediation and appraisal; what is begun from the page of a case."""

from qingzhi.base.pages.menu import menu_entry
from qingzhi.domains.enforcement.queries.disputes import ADJUDICATIONS, COMPLAINTS, PENALTIES
from qingzhi.engine.procedures.openings import Opening, case_opening

from ..access import CODE
from .home_cards import register_cards

STANDS = ("mediation", "appraisal", "clue_appraisal")  # a case that is elsewhere already


def register_pages() -> None:
    """The lists and registers, who asks; 委托调解 and 委托鉴定 on the cases of enforcement."""
    register_cards()
    menu_entry("纠纷调解", "mediation:cases", section="协作调解", position=42, icon="case", permit="mediation.view")
    menu_entry("申请纠纷调解", "mediation:ask", section="办事", position=16, icon="add", permit="mediation.ask")
    menu_entry("参加的调解", "mediation:mine", section="办事", position=17, icon="inbox", permit="mediation.own")
    menu_entry("委派调解", "mediation:delegate", section="协作调解", position=43, icon="add", permit="mediation.court")
    menu_entry(
        "鉴定委托",
        "mediation:appraisals",
        section="协作调解",
        position=44,
        icon="case",
        permit="mediation.appraisal.view",
    )
    menu_entry("调解员名册", "mediation:mediators", section="公共服务", position=30, icon="list")
    menu_entry("鉴定机构名册", "mediation:appraisal_bodies", section="公共服务", position=31, icon="list")
    case_opening(
        Opening("mediation.entrust", "委托调解", "mediation:entrust", "mediation.handle", (*ADJUDICATIONS, *COMPLAINTS),
                lambda case: case.state not in (*STANDS, "draft")),
    )  # fmt: skip
    case_opening(
        Opening("mediation.commission", "委托鉴定", "mediation:commission", "mediation.appraisal.handle",
                (*ADJUDICATIONS, *PENALTIES, CODE), lambda case: case.state not in (*STANDS, "draft", "consent", "inviting")),
    )  # fmt: skip
