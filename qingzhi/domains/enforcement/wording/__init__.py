"""Official names of what is done, for the trail."""

ACTIONS = {
    "enforcement.take_evidence": "收取证据",
    "enforcement.hand_evidence_on": "移交证据",
}
