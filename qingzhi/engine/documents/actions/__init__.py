"""Writes on documents, one verb each."""

from .issuing import Builder, issue_document
from .notices import issue_notice
from .pdf import make_pdf
from .revising import redraw, withdraw_document
from .series import load_series
from .templates import end_template, upload_template

__all__ = [
    "Builder",
    "end_template",
    "issue_document",
    "issue_notice",
    "load_series",
    "make_pdf",
    "redraw",
    "upload_template",
    "withdraw_document",
]
