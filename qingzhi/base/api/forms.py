"""What is typed in to issue a token."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Permit

USUAL_DAYS = 90


class TokenForm(PageForm):
    """What the token is for, what it may do, how long."""

    name = forms.CharField(label="用途", max_length=60, help_text="例如“数据中心每日同步”，便于日后辨认。")
    scopes = forms.MultipleChoiceField(
        label="权限",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="只选用得到的；不选则只能读取公开数据。",
    )
    days = forms.IntegerField(label="有效期（天）", initial=USUAL_DAYS, min_value=1)

    def __init__(self, *args: Any, scopes: Iterable[Permit], **options: Any):
        super().__init__(*args, **options)
        self.fields["scopes"].choices = [(one.code, f"{one.title}（{one.code}）") for one in scopes]  # type: ignore[attr-defined]
        self.fields["days"].help_text = f"最长 {settings.QINGZHI_API_TOKEN_DAYS} 天；岗位离任后令牌立即失效。"
