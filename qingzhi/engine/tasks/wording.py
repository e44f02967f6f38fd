"""Official names of what is done here, for the trail."""

ACTIONS = {
    "tasks.change_due": "调整待办期限",
    "tasks.close_item": "办结待办",
    "tasks.close_items": "批量办结待办",
    "tasks.delegate": "登记委托代办",
    "tasks.end_delegation": "结束委托代办",
    "tasks.open_item": "交办待办",
    "tasks.open_items": "批量交办待办",
}
