"""What penalty and adjudication tell the house at start-up: menu, files, procedures, tables, who opens a routed complaint."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor, Answer, check

from ..access.cases import visible_proceedings
from ..actions import papers  # noqa: F401  (declares its templates)
from ..actions.opening import open_penalty_from
from ..actions.requests import open_adjudication_from
from ..procedures import adjudication, fast_track, penalty, summary  # noqa: F401  (register themselves)
from ..queries import case_tables  # noqa: F401  (declares its decision tables)
from ..rules.complaint_targets import complaint_target
from ..wording.cases import ACTIONS


def register_cases() -> None:
    """Called once."""
    name_actions(ACTIONS)
    complaint_target("penalty", open_penalty_from)
    complaint_target("adjudication", open_adjudication_from)
    register_owner("enforcement.archive", may_read_archive)
    menu_entry(
        "登记案件线索",
        "enforcement:new_clue",
        section="执法办案",
        position=14,
        icon="add",
        permit="enforcement.case.handle",
    )
    menu_entry(
        "当场处罚",
        "enforcement:on_the_spot",
        section="执法办案",
        position=14,
        icon="seal",
        permit="enforcement.case.handle",
    )
    menu_entry(
        "登记裁决请求",
        "enforcement:enter_request",
        section="执法办案",
        position=15,
        icon="add",
        permit="enforcement.case.handle",
    )
    menu_entry(
        "请求处理专利纠纷",
        "enforcement:ask_adjudication",
        section="办事",
        position=16,
        icon="add",
        permit="enforcement.adjudication.file",
    )
    menu_entry(
        "执法证",
        "enforcement:certificates",
        section="执法办案",
        position=17,
        icon="seal",
        permit="enforcement.case.view",
    )


def may_read_archive(actor: Actor, file: StoredFile) -> Answer:
    """Who sees the case from inside reads its volume: it holds everything."""
    rows = visible_proceedings(actor).filter(penalty__archive=file) | visible_proceedings(actor).filter(
        adjudication__archive=file
    )

    for case in rows.distinct():
        if check(actor, "enforcement.case.handle", body_id=case.body_id):
            return Answer(True, "案卷")
    return Answer(False, "案卷只供承办单位查阅")
