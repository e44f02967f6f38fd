"""The menu entries of figures and the words for their actions, registered at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry

NAMES = {
    "metrics.declare_indicator": "登记或修改指标",
    "metrics.count_from_register": "由登记簿计数",
    "metrics.draft_formula": "拟订指标公式",
    "metrics.try_formula": "试算指标公式",
    "metrics.publish_formula": "发布指标公式",
    "metrics.end_formula": "停用指标公式",
    "metrics.freeze_period": "冻结一个时期的数据",
    "metrics.propose_revision": "提请修订冻结数",
    "metrics.approve_revision": "批准修订冻结数",
    "metrics.decline_revision": "不予修订冻结数",
    "metrics.revise_frozen": "修订冻结数",
    "metrics.enter_statistic": "录入统计数据",
    "metrics.revise_statistic": "更正统计数据",
    "metrics.import_industry_statistics": "导入分行业统计数据",
    "metrics.load_density": "载入密集度口径和国家分类",
    "metrics.import_statistics": "导入统计数据",
    "metrics.rollback_batch": "撤回导入批次",
}


def register_metrics() -> None:
    """Called once, by the app."""
    menu_entry(
        "指标目录", "metrics:indicators", section="统计", position=10, icon="chart", permit="metrics.statistic.view"
    )
    menu_entry(
        "统计数据", "metrics:statistics", section="统计", position=20, icon="data", permit="metrics.statistic.view"
    )
    menu_entry("核验数据", "metrics:verify_form", section="公共服务", position=70, icon="check")
    menu_entry("数据冻结", "metrics:freezes", section="统计", position=25, icon="lock", permit="metrics.statistic.view")
    menu_entry(
        "导入统计数据",
        "metrics:import_statistics",
        section="统计",
        position=30,
        icon="upload",
        permit="metrics.statistic.import",
    )
    menu_entry(
        "知识产权密集度", "metrics:density", section="统计", position=25, icon="chart", permit="metrics.statistic.view"
    )
    name_actions(NAMES)
