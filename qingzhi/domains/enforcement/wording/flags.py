"""Official names of what is done on lists, flags and supervised handling, for the trail."""

ACTIONS = {
    "enforcement.flag": "标记重点案件",
    "enforcement.unflag": "取消标记",
    "enforcement.list_right": "列入重点保护名录",
    "enforcement.unlist_right": "移出重点保护名录",
    "enforcement.load_poverty_counties": "载入贫困县名录",
    "enforcement.end_poverty": "登记退出贫困县",
    "enforcement.note_particulars": "登记案件要素",
    "enforcement.propose_supervision": "提请挂牌督办",
    "enforcement.confirm_supervision": "确认挂牌督办",
    "enforcement.refuse_supervision": "不予挂牌督办",
    "enforcement.date_supervision": "定挂牌督办的办结日期",
    "enforcement.ask_progress": "要求报告督办进展",
    "enforcement.tell_progress": "报告督办进展",
    "enforcement.end_supervision": "解除挂牌督办",
}
