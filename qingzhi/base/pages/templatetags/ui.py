"""Template tags of the components; a builtin library, so no template needs to load it."""

from django import template

register = template.Library()
