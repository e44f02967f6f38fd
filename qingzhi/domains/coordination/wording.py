"""Official names of what is done between bodies, for the trail."""

ACTIONS = {
    "coordination.send": "发出移送或协作请求",
    "coordination.answer": "答复移送或协作请求",
    "coordination.withdraw": "撤回移送或协作请求",
    "coordination.tell_silence": "记录逾期未答复",
    "coordination.read_shared": "查阅共享材料",
    "coordination.begin_transfer": "提出涉嫌犯罪案件移送",
}
