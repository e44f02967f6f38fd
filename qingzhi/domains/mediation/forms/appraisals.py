"""What is filled in on the pages of appraisal."""

from typing import Any

from django import forms

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.models import Case

from ..models import AppraisalBody
from ..terms import Field, Matter
from . import case_of_number, day_field, person_of


def _lines(label: str, help_text: str, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=8000, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text, **more
    )


class CommissionForm(PageForm):
    """From which case, what is asked, what is handed over. `evidence` are pieces of the case, as (value, label)."""

    source = forms.CharField(label="办件编号", max_length=40, help_text="有检验鉴定环节的办件，鉴定期间停止计时")
    matter = forms.ChoiceField(label="鉴定事项", choices=Matter.choices)
    field = forms.ChoiceField(label="专业领域", choices=Field.choices)
    questions = _lines("委托鉴定的问题", "每行一个问题，写明要鉴别、比对什么")
    evidence = forms.MultipleChoiceField(
        label="移交的证据", required=False, widget=forms.CheckboxSelectMultiple, help_text="本案证据，连同取得时的摘要列入材料清单"
    )  # fmt: skip
    materials = _lines("其他鉴定材料", "每行一件，写明名称和数量", 3, required=False)

    def __init__(self, *args: Any, actor: Actor, evidence: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["evidence"].choices = evidence  # type: ignore[attr-defined]
        if not evidence:
            del self.fields["evidence"]

    def clean_source(self) -> Case:
        """A case that the actor sees."""
        return case_of_number(self.actor, self.cleaned_data["source"])

    def clean_questions(self) -> list[str]:
        """One to a line."""
        return self.cleaned_data["questions"].splitlines()  # type: ignore[no-any-return]


class _ListedForm(PageForm):
    """What every entry of the registers has."""

    fields_known = forms.MultipleChoiceField(
        label="专业领域", choices=Field.choices, widget=forms.CheckboxSelectMultiple
    )
    valid_from = day_field("有效期自")
    valid_to = day_field("有效期至（不含）", required=False)


class BodyForm(_ListedForm):
    """A body and its licence."""

    name = forms.CharField(label="名称", max_length=200)
    licence = forms.CharField(label="许可证号", max_length=60)
    listed_by = forms.CharField(label="登记或推荐单位", max_length=200)
    contact = forms.CharField(label="联系方式", max_length=100, required=False)
    field_order = ("name", "licence", "listed_by", "contact")


class AppraiserForm(_ListedForm):
    """An expert and the certificate."""

    body = forms.ModelChoiceField(label="鉴定机构", queryset=AppraisalBody.objects.none())
    name = forms.CharField(label="姓名", max_length=100)
    certificate = forms.CharField(label="执业证号", max_length=60)
    title = forms.CharField(label="专业和职称", max_length=100, required=False)
    account = forms.CharField(
        label="账号", max_length=150, required=False, help_text="也在专家库的，填写其账号，回避规则一并核对"
    )
    field_order = ("body", "name", "certificate", "title", "account")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = AppraisalBody.objects.filter(retired_on=None)  # type: ignore[attr-defined]

    def clean_account(self) -> Any:
        """Whose account it is."""
        return person_of(self.cleaned_data["account"])
