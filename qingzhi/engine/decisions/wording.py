"""Official names of what is done here, for the trail."""

ACTIONS = {
    "decisions.discard_draft": "作废决策表草稿",
    "decisions.draft_version": "起草决策表版本",
    "decisions.end_version": "终止决策表版本",
    "decisions.load_decisions": "导入决策表",
    "decisions.publish_version": "发布决策表版本",
    "decisions.save_draft": "修改决策表草稿",
    "decisions.try_version": "试算决策表草稿",
}
