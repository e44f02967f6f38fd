"""What is filled in on the spot."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..queries.rulings import law_of
from .penalty_forms import WORDS, money


class OnTheSpotForm(CaseForm, PageForm):
    """What was found, what the party said, what is decided, how it was handed over."""

    violation = forms.CharField(label="违法行为类型", max_length=120)
    facts = forms.CharField(label="当场查明的事实", max_length=4000, widget=WORDS)
    basis = forms.CharField(label="处罚依据", max_length=500)
    statement = forms.CharField(label="当事人陈述申辩", max_length=2000, widget=WORDS, help_text="没有意见的写“无”")
    content = forms.CharField(
        label="处罚内容", max_length=1000, widget=WORDS, help_text="每行一项；如：警告；责令立即改正"
    )
    fine = money("罚款（元）", help_text="只警告的填 0")
    collected = money("当场收缴（元）", initial=0, help_text="须出具专用票据；没有当场收缴的填 0")
    place = forms.CharField(label="处罚地点", max_length=200)
    received_by = forms.CharField(label="签收人", max_length=120, help_text="当事人拒绝签收的，写明并注明")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.case is not None and not self.is_bound:
            dossier = self.case.dossier
            law = law_of(dossier, clock.today())["outcome"]
            self.initial.update({"facts": dossier.facts, "place": dossier.place, "basis": law.get("basis", "")})
