"""What is filled in for reviews of dossiers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.scoring.queries.sampling import Leaf

WORDS = forms.Textarea(attrs={"rows": 4})


class ReviewForm(PageForm):
    """What is reviewed."""

    title = forms.CharField(label="名称", max_length=120)
    closed_from = DateField(label="办结自")
    closed_to = DateField(label="办结至")
    public_number_is = forms.CharField(
        label="另用的公共随机数",
        max_length=200,
        required=False,
        help_text="如：次日某彩票开奖号码；不用的不填。约定后抽取时须填入",
    )


class DrawForm(PageForm):
    """The public number, where one was agreed on."""

    public_number = forms.CharField(label="公共随机数的值", max_length=200, required=False)


class SheetForm(PageForm):
    """A sheet: points and findings for each criterion of the version."""

    def __init__(self, *args: Any, parts: Sequence[Leaf], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        for one in self.parts:
            label = f"{one.title}（占{(one.share * 100).normalize():f}%）"
            self.fields[f"points_{one.code}"] = forms.DecimalField(
                label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=100, help_text=one.guidance
            )  # fmt: skip
            self.fields[f"finding_{one.code}"] = forms.CharField(
                label=f"{one.title}：发现的问题", max_length=500, required=False
            )
        self.fields["opinion"] = forms.CharField(label="评查意见", max_length=2000, widget=WORDS)
        self.fields["to_correct"] = forms.CharField(
            label="须整改的问题", max_length=2000, required=False, widget=WORDS, help_text="填写的，承办单位在期限内整改；没有的不填"
        )  # fmt: skip

    def sheet(self) -> dict[str, Any]:
        """As the action wants it."""
        given = self.cleaned_data
        points: dict[str, Decimal] = {one.code: given[f"points_{one.code}"] for one in self.parts}
        findings = {one.code: given[f"finding_{one.code}"] for one in self.parts}
        return {"points": points, "findings": findings, "opinion": given["opinion"], "to_correct": given["to_correct"]}


class CorrectionForm(PageForm):
    """What was corrected."""

    text = forms.CharField(label="整改情况", max_length=2000, widget=WORDS)


class ConfirmForm(PageForm):
    """Confirmed, or given back with the reason."""

    returned_why = forms.CharField(
        label="退回理由", max_length=300, required=False, help_text="整改到位的不填，确认即可"
    )
