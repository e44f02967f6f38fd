"""Official names of what is done here, for the trail."""

ACTIONS = {"api.issue_token": "签发接口令牌", "api.revoke_token": "吊销接口令牌"}
