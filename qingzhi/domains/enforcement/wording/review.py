"""Official names of what is done in reviews of dossiers, for the trail."""

ACTIONS = {
    "enforcement.open_review": "发起案卷评查",
    "enforcement.draw_dossiers": "抽取评查案卷",
    "enforcement.score_dossier": "案卷评查打分",
    "enforcement.answer_correction": "案卷整改回复",
    "enforcement.confirm_correction": "确认案卷整改",
    "enforcement.close_review": "结束案卷评查",
}
