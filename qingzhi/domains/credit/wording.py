"""Official names of what is done, for the trail."""

ACTIONS = {
    "credit.record_entry": "生效结果归档",
    "credit.end_entry": "档案记录失效",
    "credit.correct_entry": "更正档案记录",
    "credit.mark_entry": "标注档案异议",
    "credit.match_archive": "核对档案主体",
    "credit.propose_listing": "启动失信认定",
    "credit.end_listing": "失信认定结束",
    "credit.dispute_entry": "提出档案异议",
    "credit.ask_repair": "申请信用修复",
    "credit.read_archive": "查阅信用档案",
    "credit.read_name": "查看自然人姓名和证件号码",
    "credit.enter_penalty": "双公示登记",
    "credit.word_penalty": "核定公示文本",
    "credit.publish_penalty": "行政处罚公示",
    "credit.withdraw_penalty": "撤下行政处罚公示",
    "credit.correct_penalty": "更正行政处罚公示",
    "credit.export_penalties": "导出双公示数据",
}
