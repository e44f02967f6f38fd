"""Writes on documents, one verb each."""

from .issuing import Builder, issue_document
from .pdf import make_pdf
from .revising import redraw, withdraw_document
from .series import load_series

__all__ = ["Builder", "issue_document", "load_series", "make_pdf", "redraw", "withdraw_document"]
