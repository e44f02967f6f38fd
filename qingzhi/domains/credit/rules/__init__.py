"""The rules of credit; pure."""
