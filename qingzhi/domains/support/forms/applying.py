"""What an applicant fills in: official fees and other grants per right, the payee, the papers."""

from decimal import Decimal
from typing import Any

from django import forms

from qingzhi.base.pages.forms import FileField, PageForm

from ..actions.applying import Wanted
from ..models import Call
from ..queries.offers import Offer


class RightsForm(PageForm):
    """A checklist of the offers, each with its two amounts; what is not offered cannot be sent."""

    def __init__(self, *args: Any, offers: list[Offer], chosen: dict[str, Any], **options: Any):
        super().__init__(*args, **options)
        self.offers = offers
        for place, one in enumerate(offers):
            held = chosen.get(one.key)
            label = f"{one.right.number_shown} {one.deed.label}"
            self.fields[f"pick_{place}"] = forms.BooleanField(label=label, required=False, initial=held is not None)
            self.fields[f"fee_{place}"] = _money(
                f"{label} 官费（元）", held.official_fee if held else one.deed.official_fee
            )
            self.fields[f"other_{place}"] = _money(
                f"{label} 其他级别已获资助（元）", held.other_grants if held else None
            )
        for name, field in self.fields.items():
            self._speak(field, str(field.label or name))

    def rows(self) -> list[tuple[Offer, Any, Any, Any]]:
        """Each offer with its three fields."""
        return [
            (one, self[f"pick_{place}"], self[f"fee_{place}"], self[f"other_{place}"])
            for place, one in enumerate(self.offers)
        ]

    @property
    def wanted(self) -> list[Wanted]:
        """What was ticked."""
        data = self.cleaned_data
        return [
            Wanted(one.key, data.get(f"fee_{place}"), data.get(f"other_{place}") or Decimal("0.00"))
            for place, one in enumerate(self.offers)
            if data.get(f"pick_{place}")
        ]


def _money(label: str, initial: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=12, decimal_places=2, initial=initial
    )


class PapersForm(PageForm):
    """Contact, account and the papers that the call asks for."""

    contact = forms.CharField(label="联系人", max_length=60, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    bank = forms.CharField(label="开户银行", max_length=120, required=False)
    account = forms.CharField(label="银行账号", max_length=50, required=False, help_text="加密保存，只供拨付使用")

    def __init__(self, *args: Any, call: Call, account_tail: str = "", **options: Any):
        super().__init__(*args, **options)
        if account_tail:
            self.fields["account"].help_text = f"已填账号末四位 {account_tail}；不改请留空"
        self.slots = list(call.documents.all())
        for one in self.slots:
            field = FileField(label=one.label, required=False, max_files=1, kinds=("pdf", "docx", "jpg", "png", "xlsx"),
                              help_text=one.note or ("必须提交" if one.required else "选填"))  # fmt: skip
            self.fields[f"paper_{one.code}"] = field


class PromiseForm(PageForm):
    """The promise before sending."""

    promised = forms.BooleanField(
        label="承诺：所填内容和所附材料真实；同一权利的同一事项没有获得其他资助；如有不实，退回资助并承担责任"
    )
