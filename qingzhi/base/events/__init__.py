"""Events 「事件」: typed rows written in the action's transaction, delivered after commit at least once."""
