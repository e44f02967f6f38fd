"""What flags, supervised handling and campaigns tell the house at start-up."""

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.menu import menu_entry
from qingzhi.engine.procedures.marks import MarkSource, case_marks
from qingzhi.engine.procedures.openings import Opening, case_opening

from ..access import campaigns as _campaign_permits  # noqa: F401  (declares its permits)
from ..access import flags as _flag_permits  # noqa: F401  (declares its permits)
from ..events import campaigns as _campaign_events  # noqa: F401  (declares its events)
from ..events import flags as _flag_events  # noqa: F401  (declares its events)
from ..queries import flag_tables as _tables  # noqa: F401  (declares its decision table)
from ..queries.flag_facts import FLAGGED
from ..queries.flag_notes import OPTIONS, narrowed, shown
from ..subscribers import flags as _subscribers  # noqa: F401  (subscribe)
from ..wording.campaigns import ACTIONS as CAMPAIGN_ACTIONS
from ..wording.flags import ACTIONS


def register_flags() -> None:
    """Called once."""
    name_actions({**ACTIONS, **CAMPAIGN_ACTIONS})
    case_marks("enforcement", MarkSource(OPTIONS, narrowed, shown))
    case_opening(
        Opening(
            "enforcement.particulars", "登记案件要素", "enforcement:particulars", "enforcement.case.handle", FLAGGED
        )
    )
    menu_entry("重点案件", "enforcement:flagged", section="执法监督", position=24, icon="warn", permit="enforcement.flag.view",
               also=("/protection/supervisions/", "/protection/poverty/"))  # fmt: skip
    menu_entry(
        "重点保护名录",
        "enforcement:protection_list",
        section="执法监督",
        position=25,
        icon="seal",
        permit="enforcement.list.view",
    )
    menu_entry(
        "专项行动",
        "enforcement:campaigns",
        section="执法监督",
        position=26,
        icon="target",
        permit="enforcement.campaign.view",
    )
    menu_entry("典型案例", "enforcement:typical_cases", section="公共服务", position=25, icon="law")
