"""Official names of what is done, for the trail."""

ACTIONS = {
    "enforcement.take_evidence": "收取证据",
    "enforcement.hand_evidence_on": "移交证据",
    "enforcement.make_decision": "作出决定",
    "enforcement.serve": "登记送达",
    "enforcement.serve_decision": "送达决定",
    "enforcement.make_effective": "决定生效",
    "enforcement.revoke_decision": "撤销决定",
}
