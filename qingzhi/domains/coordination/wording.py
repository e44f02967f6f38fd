"""Official names of what is done between bodies, for the trail."""

ACTIONS = {
    "coordination.send": "发出移送或协作请求",
    "coordination.answer": "答复移送或协作请求",
    "coordination.withdraw": "撤回移送或协作请求",
    "coordination.tell_silence": "记录逾期未答复",
    "coordination.read_shared": "查阅共享材料",
    "coordination.begin_transfer": "提出涉嫌犯罪案件移送",
    "coordination.enter_recordal": "登记海关备案",
    "coordination.renew_recordal": "海关备案续展",
    "coordination.cancel_recordal": "注销海关备案",
    "coordination.remind_of_expiry": "提醒海关备案续展",
    "coordination.open_seizure": "建立海关扣留办件",
    "coordination.tell_silent_holder": "记录权利人逾期未答复",
}
