"""Audit 「审计」: append-only entries, sealed in order into a hash chain that the database itself protects."""
