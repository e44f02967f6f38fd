"""The menu entry of surveys and the words for their actions, registered at start-up."""

from typing import Any

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.files.access import register_owner
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor

from ...access import surveys  # noqa: F401  (permits)
from ...access.yearbook import may_read_table
from ...queries.survey_sheets import open_rounds
from .survey_rounds import round_state

SHOWN = 4

NAMES = {
    "metrics.draft_survey": "拟订调查表式",
    "metrics.set_survey_question": "修改调查项目",
    "metrics.remove_survey_question": "删除调查项目",
    "metrics.add_survey_rule": "添加审核关系",
    "metrics.remove_survey_rule": "删除审核关系",
    "metrics.publish_survey": "发布调查表式",
    "metrics.end_survey": "停用调查表式",
    "metrics.set_survey_threshold": "设定差异阈值",
    "metrics.send_survey": "下发统计调查",
    "metrics.dun_survey": "催报统计调查",
    "metrics.lock_survey": "锁定统计调查",
    "metrics.save_survey": "保存调查表",
    "metrics.submit_survey": "报送调查表",
    "metrics.approve_survey": "单位审核调查表",
    "metrics.send_back_survey": "单位退回调查表",
    "metrics.accept_survey": "认可调查表",
    "metrics.return_survey": "退回调查表",
    "metrics.unlock_survey": "解锁调查表",
    "metrics.correct_survey_answer": "更正调查表",
    "metrics.pass_survey": "调查表随职责承继",
    "metrics.upload_yearbook": "上传年鉴表",
    "metrics.map_yearbook": "对照年鉴表",
}


def register_surveys() -> None:
    """Called once, by the app."""
    menu_entry("统计调查", "metrics:surveys", section="统计", position=25, icon="list", permit="metrics.survey.view")
    card(Card("metrics.surveys", ("office",), "metrics/surveys/card.html", surveys_card, "metrics.survey.send", 6, 60))
    register_owner("metrics.yearbook", may_read_table)
    name_actions(NAMES)


def surveys_card(actor: Actor) -> dict[str, Any] | None:
    """The rounds on their way, who is late in them and what waits; nothing where none is."""
    rounds = list(open_rounds()[:SHOWN])
    return {"rounds": [(one, round_state(one)) for one in rounds]} if rounds else None
