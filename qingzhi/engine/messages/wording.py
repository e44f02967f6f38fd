"""Official names of what is done here, for the trail."""

ACTIONS = {
    "messages.send": "发送消息",
}
