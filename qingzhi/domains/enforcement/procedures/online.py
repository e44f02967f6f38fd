"""The procedure of an online case 「网络侵权线上处置」 (E13).

《电子商务法》第四十二条至第四十五条；《信息网络传播权保护条例》第十四条至第十七条：快照 → 通知平台 → 平台处理和转送 → 声明 → 十五日等待 → 恢复或者维持.
"""

from functools import partial

from qingzhi.engine.procedures.declaring import Clock, Lane, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..actions.online import CODE
from ..models import OnlineCase
from ..queries.online import online_context
from ..queries.platforms import of_platform
from .online_effects import PLATFORM, since_declared
from .online_forms import CounterForm, OfflineForm, OutcomeForm, PlatformForm, PursuedForm

office = partial(Step, lane="office", layer=Layer.BODIES)
ONLINE = procedure(
    Procedure(
        code=CODE,
        title="网络侵权线上处置",
        dossier=OnlineCase,
        prefix="WL",
        initial="collecting",
        states=(
            State("collecting", "取证", task="保存快照，通知平台", stage="取证"),
            State("noticed", "待平台处理", task="登记平台处理结果", stage="通知"),
            State("measured", "平台已答复", task="登记声明，或者办结", stage="处理"),
            State("waiting", "声明等待期", task="等待期满后恢复，或者登记投诉起诉", stage="处理"),
            State("closed", "已办结", Waits.NOBODY, outcome=Outcome.CLOSED, stage="办结"),
            State("offline", "转线下办理", Waits.NOBODY, outcome=Outcome.TRANSFERRED),
            State("dropped", "不再处置", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
        ),
        steps=(
            office("notify", "通知平台", ("collecting", "measured"), "noticed", guards=("enforcement.links_captured",),
                   effects=("enforcement.notify_platform",), style="primary"),
            office("outcome", "登记平台处理结果", ("noticed",), "measured", form=OutcomeForm, effects=("enforcement.keep_outcomes",),
                   style="primary"),
            Step("answer", "平台答复", ("noticed",), "measured", "platform", form=PlatformForm, effects=("enforcement.keep_platform_answer",),
                 layer=Layer.BODIES, style="primary"),
            office("counter", "登记不侵权声明", ("measured",), "waiting", form=CounterForm, guards=("enforcement.links_removed",),
                   effects=("enforcement.keep_counter",)),
            office("pursued", "登记投诉、起诉或者声明不实", ("waiting",), "measured", form=PursuedForm, effects=("enforcement.end_counter",)),
            office("restore", "期满恢复链接", ("waiting",), "measured", guards=("enforcement.waited",), effects=("enforcement.restore_links",),
                   style="primary"),
            office("go_offline", "转线下办理", ("collecting", "noticed", "measured"), "offline", form=OfflineForm,
                   guards=("enforcement.target_visible",), effects=("enforcement.go_offline",)),
            office("close", "办结", ("measured",), "closed", guards=("enforcement.links_settled",), style="primary"),
            office("drop", "不再处置", ("collecting",), "dropped", needs_reason=True, style="danger"),
        ),
        lanes=(
            Lane("office", "执法经办", "enforcement.case.handle"),
            Lane("platform", "平台", "enforcement.online.answer", Relation.ANYBODY, of_platform),
        ),
        clocks=(
            Clock("platform", "平台处理期限", PLATFORM, ("noticed",)),
            Clock("wait", "声明等待期", "enforcement.online.wait", ("waiting",), since=since_declared, period=True),
        ),
        view_permit="enforcement.case.view",
        detail="enforcement/case_online.html",
        context=online_context,
        follow=("right", "offline"),
        matter="链接和处理",
        basis="《电子商务法》第四十二条至第四十五条",
    )
)  # fmt: skip
