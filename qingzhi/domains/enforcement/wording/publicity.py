"""Official names of what is done on public texts, for the trail."""

ACTIONS = {
    "enforcement.prepare_draft": "生成决定公开稿",
    "enforcement.cover_words": "增加遮盖",
    "enforcement.uncover_words": "取消遮盖",
    "enforcement.finish_review": "复核公开稿",
    "enforcement.send_back_draft": "退回复核",
    "enforcement.publish_draft": "公开执法决定",
    "enforcement.correct_draft": "更正已公开的决定",
    "enforcement.withhold_draft": "决定不予公开",
    "enforcement.tell_typical_case": "拟写典型案例",
    "enforcement.withdraw_draft": "撤回公开的决定",
}
