"""Official names of what is done at trade fairs, for the trail."""

ACTIONS = {
    "enforcement.enter_fair": "登记展会",
    "enforcement.enter_station": "登记展会工作站",
    "enforcement.set_duty": "安排驻会人员",
    "enforcement.end_duty": "取消驻会安排",
    "enforcement.load_exhibitors": "载入参展商名单",
    "enforcement.screen_fair": "展前风险排查",
    "enforcement.answer_risk": "处理展前风险",
    "enforcement.receive_fair_complaint": "收到展会投诉",
    "enforcement.merge_fair_complaints": "合并展会投诉",
    "enforcement.read_fair_contact": "查看投诉人联系方式",
    "enforcement.notify_exhibitor": "通知被投诉参展商",
    "enforcement.keep_fair_defence": "登记参展商陈述",
    "enforcement.find_at_fair": "认定展会投诉",
    "enforcement.note_removal": "登记撤展",
    "enforcement.follow_up_fair": "移交后续案件",
}
