"""What was filled into a step's form, checked."""

from collections.abc import Mapping
from typing import Any

from django import forms

from qingzhi.base.permits import Actor

from .declaring import Step
from .refusals import FormWrong


class CaseForm(forms.Form):
    """A step's form that must know its case: it is made with `case` and `actor` beside the usual arguments."""

    def __init__(self, *args: Any, case: Any = None, actor: Actor | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case, self.actor = case, actor


def form_of(step: Step, data: Mapping[str, Any] | None = None, *, case: Any = None, actor: Actor | None = None) -> Any:
    """The step's form, bound where data are given; None where it has none."""
    if step.form is None:
        return None
    about = {"case": case, "actor": actor} if issubclass(step.form, CaseForm) else {}
    return step.form(data, **about)


def cleaned(step: Step, data: Mapping[str, Any], *, case: Any = None, actor: Actor | None = None) -> Mapping[str, Any]:
    """The form's values; raises `FormWrong` with the errors by field. A step without a form takes no data."""
    form = form_of(step, data, case=case, actor=actor)
    if form is None:
        return {}
    if not form.is_valid():
        errors = {name: [str(one) for one in found] for name, found in form.errors.items()}
        first = next(iter(errors))
        label = form.fields[first].label if first in form.fields else ""
        raise FormWrong(f"{label}：{errors[first][0]}" if label else errors[first][0], errors)
    values: Mapping[str, Any] = form.cleaned_data
    return values
