"""Reads of rights."""

from .industry_codes import class_title, class_titles, code_tables

__all__ = ["class_title", "class_titles", "code_tables"]
