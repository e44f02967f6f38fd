"""Pure parts of time stamping: requests, tokens, certificates."""
