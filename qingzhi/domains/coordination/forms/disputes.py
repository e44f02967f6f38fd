"""What is filled in about jurisdiction and operations of several bodies."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import DateField, PageForm

LONG = forms.Textarea(attrs={"rows": 5})


class DisputeForm(PageForm):
    """With whom, who should handle it, why."""

    receiver = forms.ModelChoiceField(label="对方单位", queryset=Body.objects.none())
    proposed = forms.ChoiceField(label="提议由谁办理", choices=(("own", "本单位"), ("other", "对方单位")))
    title = forms.CharField(label="事由", max_length=200)
    facts = forms.CharField(label="争议的事实和理由", max_length=4000, widget=LONG)
    basis = forms.CharField(label="法律依据", max_length=300, initial="《市场监督管理行政处罚程序规定》第十三条")
    case_number = forms.CharField(
        label="办件编号", max_length=40, required=False, help_text="本单位正在办理的，管辖确定后随之移交"
    )

    def __init__(self, *args: Any, receivers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers  # type: ignore[attr-defined]


class ReportForm(PageForm):
    """To which superior."""

    superior = forms.ModelChoiceField(label="共同的上一级机关", queryset=Body.objects.none())
    facts = forms.CharField(label="双方意见和理由", max_length=4000, widget=LONG)

    def __init__(self, *args: Any, superiors: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["superior"].queryset = superiors  # type: ignore[attr-defined]


class DesignationForm(PageForm):
    """Who handles it."""

    body = forms.ModelChoiceField(label="指定由其办理", queryset=Body.objects.none())
    text = forms.CharField(label="理由", max_length=2000, widget=LONG)

    def __init__(self, *args: Any, sides: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = sides  # type: ignore[attr-defined]


class JointForm(PageForm):
    """What is done together, by whom, when."""

    title = forms.CharField(label="行动名称", max_length=200)
    bodies = forms.ModelMultipleChoiceField(
        label="参加单位", queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    starts_on = DateField(label="开始")
    ends_on = DateField(label="结束")
    plan = forms.CharField(label="行动方案", max_length=4000, widget=LONG)
    basis = forms.CharField(label="依据", max_length=300)
    file = forms.FileField(label="附件", required=False)

    def __init__(self, *args: Any, receivers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = receivers  # type: ignore[attr-defined]


class JointReportForm(PageForm):
    """What the own body did."""

    people = forms.IntegerField(label="出动人次", min_value=0, max_value=1_000_000)
    cases = forms.IntegerField(label="立案数", min_value=0, max_value=1_000_000)
    transferred = forms.IntegerField(label="其中移送公安", min_value=0, max_value=1_000_000)
    value = forms.DecimalField(label="涉案货值（元）", min_value=0, max_digits=14, decimal_places=2)
    told = forms.CharField(label="情况", max_length=4000, widget=LONG)


class JointSummaryForm(PageForm):
    """What came of it."""

    summary = forms.CharField(label="总结", max_length=4000, widget=LONG)
