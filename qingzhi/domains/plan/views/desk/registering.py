"""The menu entry and the owner of files of versions, registered at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor, Answer

from ...access.versions import visible_versions

NAMES = {
    "plan.open_plan": "新建规划",
    "plan.import_plan": "导入规划文本",
    "plan.derive_draft": "派生草稿",
    "plan.withdraw_draft": "撤回草稿",
    "plan.publish_version": "发布规划版本",
    "plan.supersede_version": "规划版本被替代",
    "plan.correct_head": "更正文件信息",
    "plan.correct_section": "更正章节标题",
    "plan.confirm_section": "核对本节",
    "plan.confirm_item": "核对无误",
    "plan.resolve_warning": "处理待核事项",
    "plan.reopen_warning": "重新处理待核事项",
    "plan.correct_measure": "更正措施",
    "plan.add_measure": "新增措施",
    "plan.split_measure": "拆分措施",
    "plan.merge_measures": "合并措施",
    "plan.delete_measure": "删除措施",
    "plan.correct_target": "更正目标",
    "plan.add_target": "新增目标",
    "plan.delete_target": "删除目标",
    "plan.correct_baseline": "更正基期数",
    "plan.delete_baseline": "删除基期数",
    "plan.correct_citation": "更正引用",
    "plan.delete_citation": "删除引用",
}


def may_read_source(actor: Actor, file: StoredFile) -> Answer:
    """The file of a version is read by whoever sees the version."""
    if actor.is_signed_in and visible_versions(actor).filter(source_file=file).exists():
        return Answer(True, "属于您能看到的规划版本")
    return Answer(False, "这个附件属于您看不到的规划版本")


def register_versions() -> None:
    """Called once, by the app."""
    menu_entry("规划文本", "plan:plans", section="规划", position=10, icon="plan", permit="plan.version.view")
    register_owner("plan.version", may_read_source)
    name_actions(NAMES)
