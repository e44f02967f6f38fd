"""The summary procedure on the spot 「行政处罚简易程序」 (E02): two officers establish, tell, hear, decide and hand over at once.

《行政处罚法》(2021) 第五十一、五十二、六十八条；《市场监督管理行政处罚程序规定》(2021) 第六十六至七十条. How much may be fined is a dated
table. What comes after the decision is what comes after every penalty.
"""

from dataclasses import replace

from qingzhi.engine.procedures.declaring import Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Outcome, Waits

from ..models import PenaltyCase
from ..queries.case_shown import PARTS, penalty_context
from . import summary_effects  # noqa: F401  (registers itself)
from .penalty import AFTER, CARRYING_OUT, CHIEF, CLOCKS, INSIDE, OFFICE, TWO
from .penalty import STATES as ORDINARY
from .penalty_forms import OfficersForm
from .summary_forms import OnTheSpotForm

FROM_ORDINARY = (*AFTER, "closed", "revoked")
STATES = (
    State("spot", "当场查处", task="当场处罚并交付决定书", stage="处罚"),
    *(replace(one, stage=one.stage or "结案") if one.code == "closed" else one for one in ORDINARY if one.code in FROM_ORDINARY),
    State("left", "不予处罚", Waits.NOBODY, outcome=Outcome.CLOSED),
    State("ordinary", "转为普通程序", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
)  # fmt: skip
CODES = tuple(one.code for one in STATES)
LATER = tuple(
    replace(one, source=tuple(code for code in one.source if code in CODES)) for one in CARRYING_OUT if one.code != "serve"
)  # fmt: skip
STEPS = (
    Step("assign", "指定办案人员", ("spot",), "spot", "office", form=OfficersForm, effects=("enforcement.assign_officers",), layer=INSIDE),
    Step("punish", "当场处罚并交付决定书", ("spot",), "served", "office", form=OnTheSpotForm, style="primary", layer=INSIDE,
         guards=(*TWO, "enforcement.summary_fits"), effects=("enforcement.punish_on_the_spot",), confirm="决定书将编号制发，当场交付。"),
    Step("leave", "不予处罚", ("spot",), "left", "office", needs_reason=True, layer=INSIDE, style="danger"),
    Step("to_ordinary", "转为普通程序", ("spot",), "ordinary", "office", needs_reason=True, layer=INSIDE, effects=("enforcement.go_ordinary_penalty",)),
    *(Step(f"hand_in_{one}", "交存备案", (one,), one, "office", layer=INSIDE, guards=("enforcement.not_handed_in",),
           effects=("enforcement.hand_in",)) for one in ("served", "closing")),
    *(replace(one, guards=("enforcement.handed_in", *one.guards)) if one.code == "close" else one for one in LATER),
)  # fmt: skip
SUMMARY = procedure(
    Procedure(
        code="enforcement.summary",
        title="行政处罚简易程序",
        dossier=PenaltyCase,
        prefix="DC",
        states=STATES,
        steps=STEPS,
        lanes=(OFFICE, CHIEF),
        initial="spot",
        clocks=tuple(one for one in CLOCKS if one.code in ("payment", "demand", "closing")),
        view_permit="enforcement.case.view",
        follow=("right", "archive"),
        parts=PARTS,
        matter="案件情况",
        detail="enforcement/case_penalty.html",
        context=penalty_context,
        basis="《行政处罚法》第五十一条；《市场监督管理行政处罚程序规定》第六十六条",
    )
)
