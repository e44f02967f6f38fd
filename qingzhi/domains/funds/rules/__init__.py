"""Pure rules of money: which posting moves what, when execution is behind, what a receipt says."""
