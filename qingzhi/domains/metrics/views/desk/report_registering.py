"""The menu entries of reports and the words for their actions, registered at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

NAMES = {
    "metrics.load_outline": "载入报告大纲",
    "metrics.draft_report": "起草报告",
    "metrics.redraw_report": "重新取数",
    "metrics.edit_block": "修改报告文字",
    "metrics.restore_block": "恢复计算文字",
    "metrics.confirm_block": "确认文字仍适用",
    "metrics.add_paragraph": "加一段文字",
    "metrics.remove_paragraph": "删去自拟段落",
    "metrics.leave_out_block": "报告段落印或不印",
    "metrics.submit_report": "报告送审",
    "metrics.return_report": "退回报告修改",
    "metrics.issue_report": "签发报告",
}


def register_reports() -> None:
    """Called once, by the app."""
    menu_entry("报告", "metrics:reports", section="统计", position=26, icon="file", permit="metrics.report.view")
    menu_entry("公开报告", "metrics:public_reports", section="公共服务", position=26, icon="file")
    name_actions(NAMES)
