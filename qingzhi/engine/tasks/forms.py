"""Forms of the inbox."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body, Person
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import PageForm

from .models import WorkItem
from .queries import colleagues, people_of


class HandOverForm(PageForm):
    """To a colleague, or with a reason to another body."""

    to = forms.ModelChoiceField(Person.objects.none(), label="移交给同事", required=False, empty_label="（不指定）")
    to_body = forms.ModelChoiceField(
        Body.objects.none(), label="移交给其他单位", required=False, empty_label="（不移交给其他单位）",
        help_text="移交后由对方单位办理，期限不变；须写明理由。",
    )  # fmt: skip
    reason = forms.CharField(label="理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, item: WorkItem, may_transfer: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_of(item).exclude(pk=item.owner_id or 0)  # type: ignore[attr-defined]  # a Field to the stubs
        if item.body_id is None:
            self.fields["to"].label = "移交给同一主体的经办人"
        self.fields["to_body"].queryset = bodies_on().exclude(pk=item.body_id or 0)  # type: ignore[attr-defined]
        self.fields["to_body"].label_from_instance = lambda body: body.name  # type: ignore[attr-defined]
        if not may_transfer:
            del self.fields["to_body"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("to") and found.get("to_body"):
            raise forms.ValidationError("同事和其他单位只能选一个")
        return found


class DelegationForm(PageForm):
    """Who does my items, from when to when."""

    deputy = forms.ModelChoiceField(Person.objects.none(), label="代办人", empty_label="请选择")
    valid_from = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last_day = forms.DateField(
        label="至", help_text="含当日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label="事由", max_length=200, help_text="如年休假、出差、脱产培训")

    def __init__(self, *args: Any, body: Body, subject_id: int | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues(body).exclude(subject=subject_id)  # type: ignore[attr-defined]
