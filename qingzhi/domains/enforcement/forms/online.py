"""What is filled in about online cases beside the steps."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import FileField, PageForm

from ..actions.online import KINDS
from ..queries.platforms import operators
from ..terms.online import NoticeGround

WORDS = forms.Textarea(attrs={"rows": 5})


def _links() -> forms.CharField:
    return forms.CharField(
        label="链接",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个网址；服务器不会访问这些网址",
    )


RIGHTS = (
    ("", "—"),
    ("trademark", "商标"),
    ("patent", "专利"),
    ("work", "作品著作权"),
    ("software", "软件著作权"),
    ("gi", "地理标志"),
)


class OnlineForm(PageForm):
    """One shop on one platform."""

    case = forms.CharField(label="来自哪件举报投诉或案件", max_length=40, required=False, help_text="编号；没有的不填")
    platform = forms.CharField(
        label="平台", max_length=120, help_text="没有开通账号的平台，书面通知后由执法人员登记答复"
    )
    shop = forms.CharField(label="网店或者发布者", max_length=200)
    ground = forms.ChoiceField(label="事由", choices=NoticeGround.choices())
    right_kind = forms.ChoiceField(label="权利种类", choices=RIGHTS, required=False)
    right_number = forms.CharField(
        label="权利号码", max_length=80, required=False, help_text="登记簿里有的，自动带出名称"
    )
    right_told = forms.CharField(label="权利（登记簿里没有的）", max_length=300, required=False)
    facts = forms.CharField(label="侵权的事实和理由", max_length=4000, widget=WORDS)
    links = _links()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = "、".join(one.display_name for one in operators())
        if names:
            self.fields["platform"].help_text = f"已开通账号的平台照写全称，即在系统里通知和答复：{names}"


class LinksForm(PageForm):
    """More links."""

    links = _links()


class CaptureForm(PageForm):
    """A page as it was seen."""

    file = FileField(
        label="快照", max_files=1, kinds=KINDS, help_text="在浏览器里把网页保存为网页存档（MHTML）或 PDF，也可以截图"
    )
    seen_at = forms.DateTimeField(
        label="看到的时间", widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )
    taken_by = forms.CharField(
        label="取证人", max_length=200, required=False, help_text="两名办案人员姓名和执法证号；不填为本人"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["seen_at"].initial = clock.now()
