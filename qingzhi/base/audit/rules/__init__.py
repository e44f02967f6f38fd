"""The chain as pure functions."""
