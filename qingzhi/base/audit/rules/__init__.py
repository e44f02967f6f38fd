"""The chain and the ciphers as pure functions."""
