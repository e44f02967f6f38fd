"""Official names of what is done with lists of enterprises, for the trail."""

ACTIONS = {
    "cultivation.load_cohorts": "载入培育名单",
    "cultivation.draw_roll": "编制年度名单",
    "cultivation.add_member": "加入名单企业",
    "cultivation.remove_member": "移出名单企业",
    "cultivation.freeze_roll": "冻结年度名单",
    "cultivation.count_roll": "计名单企业的申请",
    "cultivation.ask_outreach": "交办走访联系",
    "cultivation.answer_outreach": "答复走访联系",
}
