"""Official names of what is done with rights, for the trail."""

ACTIONS = {
    "rights.add_honour": "登记商标认定",
    "rights.add_link": "登记权利关联",
    "rights.admit_gi_user": "登记地理标志使用人",
    "rights.change_holders": "登记转让",
    "rights.correct_right": "更正权利",
    "rights.end_gi_user": "终止地理标志使用",
    "rights.enter_status": "登记法律状态",
    "rights.load_fee_rules": "载入收费标准",
    "rights.record_payment": "登记缴费",
    "rights.register_right": "登记权利",
    "rights.remove_link": "移除权利关联",
    "rights.withdraw_status": "撤回法律状态",
}
