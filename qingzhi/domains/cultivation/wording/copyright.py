"""Official names of what is done here, for the trail."""

ACTIONS = {"cultivation.apply_for_recognition": "申请版权示范认定"}
