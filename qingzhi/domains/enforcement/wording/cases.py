"""Official names of what is done on penalty and adjudication, for the trail."""

ACTIONS = {
    "enforcement.open_penalty": "登记案件线索",
    "enforcement.enter_certificate": "登记执法证",
    "enforcement.assign_officers": "指定办案人员",
    "enforcement.exclude": "决定回避",
    "enforcement.name_panel": "指定合议组",
    "enforcement.impose_measure": "实施强制措施",
    "enforcement.lengthen_measure": "延长强制措施",
    "enforcement.end_measure": "处理强制措施",
    "enforcement.note_remedy": "登记复议或诉讼",
    "enforcement.end_remedy": "登记复议或诉讼结果",
    "enforcement.ask_relief": "登记延期、分期缴纳申请",
    "enforcement.decide_relief": "决定延期、分期缴纳",
    "enforcement.ask_for_adjudication": "请求处理专利侵权纠纷",
    "enforcement.archive": "归档案卷",
}
