"""What is filled in on the pages of public texts."""

from django import forms

from qingzhi.base.pages.forms import PageForm
from qingzhi.engine.publication.rules.spans import Personal

LINES = forms.Textarea(attrs={"rows": 3})


class DraftForm(PageForm):
    """What every act on a public text sends: the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def asked(self) -> int:
        """The revision, 0 where none came: no act takes that."""
        return self.cleaned_data.get("revision") or 0


class CoverForm(DraftForm):
    """Words to cover."""

    words = forms.CharField(
        label="要遮盖的文字", max_length=120, help_text="照原文抄录；全文每一处都会遮盖，中间有空格、换行的也算"
    )
    kind = forms.ChoiceField(label="种类", choices=[(one.value, one.label) for one in Personal])
    reason = forms.CharField(label="理由", max_length=200)


class ReasonForm(DraftForm):
    """A reason."""

    reason = forms.CharField(label="理由", max_length=300, widget=LINES)
