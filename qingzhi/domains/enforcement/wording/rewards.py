"""Official names of what is done on rewards, for the trail."""

ACTIONS = {
    "enforcement.propose_reward": "提出举报奖励",
    "enforcement.claim_reward": "举报人申领奖励",
    "enforcement.read_reward_account": "查看举报人收款账户",
}
