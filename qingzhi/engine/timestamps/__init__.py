"""Trusted time stamps 「可信时间戳」 (RFC 3161): a client for a real authority and a local one for demonstrations.

Public face: `authority.current_authority`, `rules.tokens` (reading and verifying), `signing` (signed statements).
A stamp of the local authority proves nothing to a court: it says so wherever it is shown.
"""
