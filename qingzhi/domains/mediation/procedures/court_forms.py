"""What the sides ask of a court, and what its liaison fills in."""

from typing import Any

from django import forms

from qingzhi.base.identity.models import Body
from qingzhi.base.pages.forms import PageForm
from qingzhi.domains.coordination.terms import NOT_CONFIRMED, NOT_RECEIVED, ReplyReason
from qingzhi.engine.procedures.forms import CaseForm

from ..queries import courts


def _reasons(*codes: ReplyReason) -> forms.ChoiceField:
    return forms.ChoiceField(label="理由类别", choices=[(one.value, one.label) for one in codes])


class ApplyForm(CaseForm, PageForm):
    """Which court is asked."""

    court = forms.ModelChoiceField(
        label="管辖法院", queryset=Body.objects.none(), help_text="法院委派的向委派的法院申请"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = courts()
        if self.case is not None and self.case.dossier.court_id is not None:
            rows = Body.objects.filter(pk=self.case.dossier.court_id)
        self.fields["court"].queryset = rows  # type: ignore[attr-defined]


class ReturnedForm(PageForm):
    """Why it comes back, by code."""

    reason = _reasons(ReplyReason.MATERIALS, ReplyReason.UNCLEAR, ReplyReason.OTHER)


class NotReceivedForm(PageForm):
    """Why the court does not take it, by code."""

    reason = _reasons(*NOT_RECEIVED)


class RulingForm(PageForm):
    """Under which number the court ruled."""

    ruling = forms.CharField(label="裁定书案号", max_length=100)


class NotConfirmedForm(RulingForm):
    """And why it does not confirm, by code."""

    reason = _reasons(*NOT_CONFIRMED)


class EnforcementForm(PageForm):
    """Under which number it is enforced."""

    enforcement = forms.CharField(label="执行案号", max_length=100)


class EnforcedForm(PageForm):
    """What enforcement brought."""

    enforced = forms.DecimalField(label="执行到位（元）", min_value=0, max_digits=14, decimal_places=2)
