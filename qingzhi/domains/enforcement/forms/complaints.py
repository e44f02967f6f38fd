"""The public's forms, in plain words."""

from datetime import datetime
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, FileField, PageForm

from ..actions.complaint_pieces import KINDS, Piece
from ..actions.complaint_receiving import Told
from ..queries.complaint_places import regions
from ..terms.complaints import Place, RightType, Role, Solved, Wish

MOST_FILES, MOST_LINKS = 10, 10
LONG = forms.Textarea(attrs={"rows": 6})
FILES = "照片、截图、聊天记录、购买凭证都可以。文件一到就计算摘要，谁也改不了；照片里的拍摄地点和手机型号不给办案人员看。Word、Excel、PDF 文件里可能带着作者姓名，网页存档里可能带着登录的账号，想匿名的请改交截图。"


def seen_at_field() -> forms.DateTimeField:
    return forms.DateTimeField(
        label="什么时候看到这些网页", required=False, input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}), help_text="不填就记为现在",
    )  # fmt: skip


def read_links(text: str) -> list[str]:
    """The addresses of a text, one a line; raises `ValidationError` for what is no address of a page."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    for one in found:
        try:
            parts = urlsplit(one)
        except ValueError:
            parts = urlsplit("")
        if (
            parts.scheme not in ("http", "https")
            or not parts.netloc
            or len(one) > 1000
            or any(sign.isspace() for sign in one)
        ):
            raise forms.ValidationError(f"“{one[:60]}”不是网页地址，应以 http:// 或 https:// 开头，每行一个")
    if len(found) > MOST_LINKS:
        raise forms.ValidationError(f"最多填 {MOST_LINKS} 个网址")
    return found


class EvidenceFields(PageForm):
    """Files and addresses, as a complaint and a later reply take them."""

    evidence = FileField(
        label="照片和文件", required=False, max_files=MOST_FILES, kinds=(*KINDS, "jpeg"), help_text=FILES
    )
    links = forms.CharField(
        label="网页地址", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
        help_text="网店、直播间、帖子的地址，每行一个",
    )  # fmt: skip
    seen_at = seen_at_field()

    def clean_links(self) -> list[str]:
        return read_links(self.cleaned_data["links"])

    def clean_seen_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["seen_at"]
        if at is not None and at > clock.now():
            raise forms.ValidationError("时间不能晚于现在")
        return at

    def links_as_pieces(self) -> list[Piece]:
        """The addresses with the time when they were seen."""
        at = self.cleaned_data.get("seen_at") or clock.now()
        return [Piece(url=one, seen_at=at) for one in self.cleaned_data.get("links", ())]


class ComplaintForm(EvidenceFields):
    """What somebody wants to tell the office; nothing here asks who it is unless it is wished."""

    field_order = (
        "right_type", "right_number", "role", "wishes", "place", "accused", "accused_at", "region_code", "happened_on", "facts",
        "evidence", "links", "seen_at", "name", "contact",
    )  # fmt: skip
    request_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    right_type = forms.ChoiceField(label="和什么有关", choices=RightType.choices(), widget=forms.RadioSelect)
    right_number = forms.CharField(
        label="号码", required=False, max_length=80, help_text="专利号、商标注册号等，包装或证书上有；不知道就不填"
    )
    role = forms.ChoiceField(label="你和这件事的关系", choices=Role.choices(), widget=forms.RadioSelect)
    wishes = forms.MultipleChoiceField(
        label="你希望我们做什么", choices=Wish.choices(), widget=forms.CheckboxSelectMultiple, help_text="可以选几项"
    )
    place = forms.ChoiceField(label="在哪里发生的", choices=Place.choices(), widget=forms.RadioSelect)
    accused = forms.CharField(label="是谁（店名、公司名、网店名或人名）", max_length=200)
    accused_at = forms.CharField(label="地址或网店、直播间名称", required=False, max_length=300)
    region_code = forms.ChoiceField(label="在哪个市州", required=False)
    happened_on = DateField(label="大约哪天", required=False)
    facts = forms.CharField(
        label="事情经过", max_length=5000, widget=LONG,
        help_text="什么时候、在哪里、看到或买到什么、花了多少钱。想匿名的，不要写自己的姓名、电话和住址",
    )  # fmt: skip
    name = forms.CharField(
        label="姓名或单位", required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    contact = forms.CharField(
        label="电话或邮箱", required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["region_code"].choices = [("", "不清楚"), *regions()]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("request_key", token_hex(16))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if bool(found.get("name", "").strip()) != bool(found.get("contact", "").strip()):
            missing = "contact" if found.get("name", "").strip() else "name"
            self.add_error(missing, "实名的请把姓名和联系方式都填上；想匿名的两项都空着")
        return found

    def told(self) -> Told:
        """What was filled in."""
        found = self.cleaned_data
        return Told(
            right_type=RightType(found["right_type"]), role=Role(found["role"]), wishes=tuple(Wish(one) for one in found["wishes"]),
            place=Place(found["place"]), accused=found["accused"], facts=found["facts"], accused_at=found["accused_at"],
            right_number=found["right_number"], region_code=found["region_code"], happened_on=found["happened_on"],
            name=found["name"], contact=found["contact"],
        )  # fmt: skip


class ReplyForm(EvidenceFields):
    """A word to the office, with or without evidence."""

    field_order = ("text", "evidence", "links", "seen_at")
    text = forms.CharField(label="要说的话", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class WithdrawForm(PageForm):
    """Why it is taken back."""

    reason = forms.CharField(label="为什么撤回", required=False, max_length=300)


class SatisfactionForm(PageForm):
    """Whether there was an answer, whether it is solved, how content one is."""

    responded = forms.TypedChoiceField(
        label="我们答复你了吗",
        choices=[("1", "答复了"), ("0", "没有")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    solved = forms.ChoiceField(label="问题解决了吗", choices=Solved.choices(), widget=forms.RadioSelect)
    content = forms.TypedChoiceField(
        label="总的来说满意吗", coerce=int, widget=forms.RadioSelect,
        choices=[(5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意")],
    )  # fmt: skip
    words = forms.CharField(label="还想说的", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CheckForm(PageForm):
    """The code of a receipt, and a file to compare with what it names."""

    code = forms.CharField(label="核验码", max_length=20, help_text="回执上的 8 位数字和字母")
    file = FileField(
        label="要核对的文件",
        required=False,
        max_files=1,
        kinds=(*KINDS, "jpeg"),
        help_text="只在这里算一算摘要，不保存",
    )
