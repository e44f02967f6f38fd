"""Official names of what is done in mediation, for the trail."""

ACTIONS = {
    "mediation.add_organisation": "登记调解组织",
    "mediation.add_mediator": "登记调解员",
    "mediation.retire_mediator": "注销调解员",
    "mediation.declare_tie": "登记调解员的利害关系",
    "mediation.open": "建立调解",
    "mediation.give_back": "调解结束，交还原办件",
    "mediation.remind": "提醒申请司法确认",
}
