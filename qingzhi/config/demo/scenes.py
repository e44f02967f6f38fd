"""The scenes of the demonstration in the order of their days. Each is one transaction: it stands whole or not at all."""

from collections.abc import Callable

from qingzhi.base.audit.actions import seal_entries
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.events.duties import run_due_duties
from qingzhi.engine.search.actions import rebuild

from .awards import tell_awards
from .between import before_round, scene_before
from .brands import register_brands
from .campaigns import tell_campaigns
from .cohorts import draw_cohorts
from .complaints import tell_complaints
from .conference import admit_members
from .coordination import tell_coordination
from .credit import tell_credit
from .customs import tell_customs
from .decisions import draft_amounts
from .density import import_industries
from .deposits import make_deposits
from .division import divide_measures
from .enforcement import tell_enforcement
from .evaluation import tell_evaluation
from .experts import register_experts
from .fairs import tell_fairs
from .folk import register_folk
from .freezing import freeze_years
from .funds import tell_money
from .mediation import tell_mediation
from .online import tell_online
from .opened import open_indicators
from .other_plan import publish_other_plans
from .outsiders import open_outsiders
from .people import open_accounts
from .plan import publish_plan
from .publicity import tell as tell_publicity
from .registers.after import declare_whole, recognise_marks
from .registers.loading import take_in_registers
from .reports import tell_reports
from .review import tell_review
from .rewards import tell_reward
from .rounds import scene_of
from .stage import Stage
from .support import tell_support
from .surveys import tell_surveys
from .targets import bind_targets

Play = Callable[[Stage], int | bool]

SCENES: list[tuple[str, Play]] = [
    ("账号和岗位", open_accounts),
    ("联席会议成员", before_round(0, admit_members)),
    ("导入、核对、发布推进计划", publish_plan),
    ("第一次全体会议", scene_before(0, "2017-07-20 17:00", "2017-08-01 09:00")),
    ("分解任务", before_round(0, divide_measures)),
    ("各级规划中的同一指标", publish_other_plans),
    ("绑定目标和年度分解", before_round(0, bind_targets)),
    ("2017年8月至9月", scene_before(0, "2017-08-01 09:00")),
    ("2017年第三季度填报", scene_of(0)),
    ("2017年11月至12月", scene_before(1, "2017-11-06 16:20")),
    ("2017年第四季度填报", scene_of(1)),
    ("2018年2月至3月", scene_before(2, "2018-01-31 16:40")),
    ("2018年第一季度填报", scene_of(2)),
    ("2018年5月至6月", scene_before(3, "2018-05-04 17:10")),
    ("2018年第二季度开启填报", scene_of(3)),
    ("主体和权利登记簿", take_in_registers),
    ("驰名、著名商标", recognise_marks),
    ("品牌名录、产业分类", register_brands),
    ("民间文化资源目录", register_folk),
    ("存证", make_deposits),
    ("专项资金、预算和支付", tell_money),
    ("由登记簿计数", declare_whole),
    ("培育名单和走访", draw_cohorts),
    ("申请人和专家", open_outsiders),
    ("评审专家库", register_experts),
    ("资助申报、审查、公示和拨付", tell_support),
    ("专利奖推荐、评审、表决和公示", tell_awards),
    ("信用档案、失信认定和异议", tell_credit),
    ("执法证、行政处罚、行政裁决和快速维权", tell_enforcement),
    ("举报投诉", tell_complaints),
    ("举报奖励", tell_reward),
    ("展会保护", tell_fairs),
    ("重点保护名录、专项行动和挂牌督办", tell_campaigns),
    ("协作请求和涉嫌犯罪案件移送", tell_coordination),
    ("调解、司法确认和鉴定", tell_mediation),
    ("海关备案和扣留", tell_customs),
    ("线上案件", tell_online),
    ("案卷评查", tell_review),
    ("公示和异议", tell_publicity),
    ("统计调查", tell_surveys),
    ("资助标准草案", draft_amounts),
    ("指标对外公开", open_indicators),
    ("分行业统计数据", import_industries),
    ("冻结年度和半年数据", freeze_years),
    ("评价办法、发展指数、市州评价和异议", tell_evaluation),
    ("发展状况报告", tell_reports),
]


def finish() -> None:
    """Do what the worker does, until nothing is left: deliver, index, remind, seal."""
    while deliver_events():
        pass
    rebuild(processes=1)
    run_due_duties(all_now=True)
    while deliver_events():
        pass
    while seal_entries(everything=True):
        pass
