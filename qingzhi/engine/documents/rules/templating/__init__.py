"""Offices' own templates: .docx files with placeholders, checked before they are kept, filled in a locked room.

Public face: `check_template`, `FilledTemplate`, `starting_template`, `TemplateRefused`.
"""

from .checking import TemplateRefused, check_template
from .filling import FilledTemplate
from .starting import starting_template

__all__ = ["FilledTemplate", "TemplateRefused", "check_template", "starting_template"]
