"""What the audit trail calls what is done here."""

ACTIONS = {
    "procedures.open_case": "建立办件",
    "procedures.suspend": "中止办件",
    "procedures.resume": "恢复办件",
    "procedures.extend": "延长期限",
    "procedures.recount": "重新计算期限",
    "procedures.rank": "调整紧急程度",
    "procedures.take": "认领办件",
    "procedures.hand_over": "移交办件",
    "procedures.link": "关联办件",
    "procedures.move_rules": "调整适用规则",
    "procedures.move_to_version": "转入事项新版",
    "procedures.rate": "评价办件",
    "procedures.say": "办件留言",
    "procedures.attach": "提交办件材料",
    "procedures.keep_inside": "材料转为内部",
    "procedures.put_aside": "原材料不再适用",
}
