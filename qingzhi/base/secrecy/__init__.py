"""Secrecy 「保密」: nothing secret may be entered; a text that bears a classification mark is refused."""
