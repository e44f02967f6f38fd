"""Official names of what is done in campaigns, for the trail."""

ACTIONS = {
    "enforcement.open_campaign": "发起专项行动",
    "enforcement.set_campaign_task": "布置专项行动任务",
    "enforcement.report_campaign_task": "报告专项行动任务",
    "enforcement.enter_lead": "登记专项行动线索",
    "enforcement.settle_lead": "处理专项行动线索",
    "enforcement.link_campaign_case": "列入专项行动案件",
    "enforcement.unlink_campaign_case": "移出专项行动案件",
    "enforcement.close_campaign": "总结专项行动",
}
