"""What these views share: an action carried by a form."""

from collections.abc import Callable
from typing import TypeVar

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText

T = TypeVar("T")


def tried(form: PageForm, do: Callable[[], T]) -> T | None:
    """What an action gives; a refusal is put on the form, at the field that it names, and gives None."""
    try:
        return do()
    except (Refusal, ClassifiedText) as refused:
        field = getattr(refused, "field", "")
        form.add_error(field if field in form.fields else None, refused.reason)
        return None
