"""Official names of what is done in mediation, for the trail."""

ACTIONS = {
    "mediation.add_organisation": "登记调解组织",
    "mediation.add_mediator": "登记调解员",
    "mediation.add_appraisal_body": "登记鉴定机构",
    "mediation.add_appraiser": "登记鉴定人",
    "mediation.strike_off": "从名册注销",
    "mediation.declare_tie": "登记利害关系",
    "mediation.open": "建立调解",
    "mediation.give_back": "调解结束，交还原办件",
    "mediation.remind": "提醒申请司法确认",
    "mediation.commission": "委托鉴定",
    "mediation.end_appraisal": "鉴定结束，交还原办件",
}
