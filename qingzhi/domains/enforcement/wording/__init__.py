"""Official names of what is done, for the trail."""

ACTIONS = {
    "enforcement.take_evidence": "收取证据",
    "enforcement.hand_evidence_on": "移交证据",
    "enforcement.make_decision": "作出决定",
    "enforcement.serve": "登记送达",
    "enforcement.serve_decision": "送达决定",
    "enforcement.make_effective": "决定生效",
    "enforcement.become_final": "复议、起诉期满",
    "enforcement.contest_decision": "决定被提起复议或诉讼，恢复争议状态",
    "enforcement.revoke_decision": "撤销决定",
    "enforcement.receive_complaint": "收到举报投诉",
    "enforcement.route_complaint": "举报投诉分流",
    "enforcement.tell_result": "告知举报投诉结果",
    "enforcement.tell_satisfaction": "举报投诉人评价",
    "enforcement.ask_for_identity": "申请查看举报人身份",
    "enforcement.decide_on_identity": "审批查看举报人身份",
    "enforcement.read_identity": "查看举报人身份",
}
