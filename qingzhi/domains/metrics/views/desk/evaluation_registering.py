"""The menu entry of evaluation and the words for its actions, registered at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

from ...access import evaluation  # noqa: F401  (permits)
from ...actions import evaluation_disputes  # noqa: F401  (kinds of work items)
from ...terms import publications  # noqa: F401  (kinds of publications)

NAMES = {
    "metrics.draft_method": "拟订评价办法",
    "metrics.publish_method": "公布评价办法",
    "metrics.compute_scores": "计算评价得分",
    "metrics.commend": "由评价提出表彰",
    "metrics.dispute_score": "提出评价异议",
    "metrics.answer_dispute": "答复评价异议",
    "metrics.read_answer": "阅看评价异议答复",
    "metrics.list_judged": "列入评价对象",
    "metrics.drop_judged": "移出评价对象",
}


def register_evaluation() -> None:
    """Called once, by the app."""
    menu_entry(
        "评价", "metrics:evaluation", section="统计", position=27, icon="trend", permit="metrics.evaluation.view"
    )
    name_actions(NAMES)
