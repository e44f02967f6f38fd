"""What is filled into the steps of a complaint."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..queries.complaint_ways import routing_of
from ..terms.complaints import Solved, Way

WORDS = forms.Textarea(attrs={"rows": 4})


class RouteForm(CaseForm, PageForm):
    """Which ways a complaint goes: those of the table are ticked; whoever chooses others says why."""

    ways = forms.MultipleChoiceField(
        label="去向", choices=Way.choices(), widget=forms.CheckboxSelectMultiple,
        help_text="已按决策表勾选；勾选几项，就分别办理几件",
    )  # fmt: skip
    body = forms.ModelChoiceField(Body.objects.none(), label="转送哪个机关", required=False, empty_label="不转送")
    why = forms.CharField(
        label="与决策表不同的理由",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="照决策表办理的不填",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_on()  # type: ignore[attr-defined]
        if self.case is not None and not self.is_bound:
            proposals = routing_of(self.case.dossier, self.case).proposals
            self.initial["ways"] = [one.way.value for one in proposals]
            self.initial["body"] = next((one.body.pk for one in proposals if one.body), None)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        ways = set(found.get("ways", ()))
        if Way.OTHER_BODY.value in ways and not found.get("body"):
            self.add_error("body", "请选择转送哪个机关")
        if self.case is not None and ways and not found.get("why"):
            proposed = {one.way.value for one in routing_of(self.case.dossier, self.case).proposals}
            if proposed != ways:
                self.add_error("why", "与决策表给出的去向不同，请写明理由")
        return found


class TellForm(PageForm):
    """What the complainant is told, in words a layman understands."""

    result = forms.CharField(
        label="告知举报投诉人的结果", max_length=2000, widget=WORDS,
        help_text="用平常话写：查了什么、查到什么、怎么处理、还可以怎么办。对方凭查询码看到，不写举报人信息",
    )  # fmt: skip
    solved = forms.ChoiceField(
        label="承办人认为问题解决了吗",
        choices=[("", "请选择"), *Solved.choices()],
        help_text="只供内部统计；举报投诉人另行评价",
    )


class AgreementForm(PageForm):
    """What both sides agreed on."""

    agreement = forms.CharField(label="调解协议的内容", max_length=2000, widget=WORDS)


class EndedForm(PageForm):
    """Why mediation ended."""

    why = forms.CharField(label="终止调解的原因", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
