"""Forms of imports."""

from typing import Any

from django import forms
from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.forms import DateField, FileField, PageForm

from .kinds import ImportKind
from .models import Batch, Feed
from .queries.feeds import live_feeds
from .rules.periods import PeriodNotUnderstood, read_span
from .terms import Period

ENDINGS = ("csv", "tsv", "txt", "xlsx", "xls", "xml", "json")
NONE = -1
EMPTY = "（不导入）"


class UploadForm(PageForm):
    """A file, where it comes from, and what may be done with it."""

    file: FileField
    feed: forms.ModelChoiceField = forms.ModelChoiceField(
        Feed.objects.none(), label="数据来源", required=False, empty_label="不属于已登记的来源", to_field_name="code"
    )
    data_as_of = DateField(label="数据截至", help_text="文件里的数据是哪一天的；比登记簿旧的数据不会覆盖新的")
    period = forms.CharField(label="所属期", max_length=10, required=False, help_text="例如 2018-06、2018Q2、2018")
    licence = forms.CharField(
        label="使用许可", max_length=200, required=False, help_text="来源允许怎样使用，例如“仅供内部统计和检索”"
    )
    note = forms.CharField(label="批次说明", max_length=300, required=False)
    republish = forms.MultipleChoiceField(
        label="可公开字段", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="未勾选的字段不会出现在公开页面和开放数据里",
    )  # fmt: skip

    field_order = ("file", "feed", "data_as_of", "period", "licence", "note", "republish")

    def __init__(self, *args: Any, kind: ImportKind, **options: Any):
        super().__init__(*args, **options)
        self.fields["file"] = FileField(
            label="数据文件", max_files=1, max_mib=settings.QINGZHI_IMPORT_MAX_MIB, kinds=ENDINGS
        )
        self.order_fields(self.field_order)
        self._speak(self.fields["file"], "数据文件")
        feeds = live_feeds().filter(kind=kind.code)
        self.fields["feed"].queryset = feeds  # type: ignore[attr-defined]
        if not feeds.exists():
            del self.fields["feed"]
        self.fields["republish"].choices = [(one.name, one.title) for one in kind.fields if not one.protected]  # type: ignore[attr-defined]

    def clean_data_as_of(self) -> Any:
        day = self.cleaned_data["data_as_of"]
        if day > clock.today():
            raise forms.ValidationError("数据截至日不能晚于今天")
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        feed, period = found.get("feed"), found.get("period", "").strip()
        if feed and period and feed.every != Period.NONE:
            try:
                found["period"] = read_span(Period(feed.every), period).code
            except PeriodNotUnderstood as error:
                self.add_error("period", str(error))
        return found


class ColumnsForm(PageForm):
    """Which column of the file holds each field."""

    def __init__(self, *args: Any, kind: ImportKind, batch: Batch, **options: Any):
        head = list(batch.understood.get("head") or [])
        proposed = {field: column for field, column, *_ in batch.understood.get("matches", [])}
        initial = {one.name: batch.columns.get(one.name, proposed.get(one.name, NONE)) for one in kind.fields}
        super().__init__(*args, initial=initial, **options)
        choices = [(NONE, EMPTY), *((place, f"{place + 1} {name or '（无列名）'}") for place, name in enumerate(head))]
        for one in kind.fields:
            self.fields[one.name] = forms.TypedChoiceField(
                label=one.title,
                choices=choices,
                coerce=int,
                required=one.required,
                empty_value=NONE,  # type: ignore[arg-type]  # the stubs know texts only
            )

    def columns(self) -> dict[str, int]:
        """The mapping that was chosen."""
        return {name: int(place) for name, place in self.cleaned_data.items()}


class RollBackForm(PageForm):
    """Why a batch is taken back."""

    reason = forms.CharField(label="撤回理由", max_length=300)


class FeedForm(PageForm):
    """A source that sends again and again."""

    code = forms.SlugField(label="代码", max_length=60, help_text="小写英文、数字和连字符，登记后不改")
    title = forms.CharField(label="名称", max_length=200, help_text="例如“国家知识产权局专利授权数据”")
    kind = forms.ChoiceField(label="导入种类")
    every = forms.ChoiceField(label="周期", choices=Period.choices())
    since = DateField(label="自何日起应有数据", required=False, help_text="留空即自收到的第一批起")
    grace_days = forms.IntegerField(
        label="宽限（天）", min_value=0, max_value=366, initial=15, help_text="每期结束后多少天还不算迟"
    )
    window_days = forms.IntegerField(
        label="来源保留天数", min_value=0, max_value=3660, initial=0,
        help_text="来源只提供最近多少天的数据；0 表示一直提供",
    )  # fmt: skip
    grace_until = DateField(label="暂不提醒至", required=False)
    grace_reason = forms.CharField(label="暂不提醒的原因", max_length=200, required=False)
    licence = forms.CharField(label="使用许可", max_length=200, required=False)
    keeper: forms.ModelChoiceField = forms.ModelChoiceField(
        label="责任单位", queryset=None, required=False, empty_label="未指定", help_text="来源静默时提醒这个单位"
    )
    retired_on = DateField(label="停用", required=False)

    def __init__(self, *args: Any, kinds: list[ImportKind], feed: Feed | None = None, **options: Any):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(one.code, one.title) for one in kinds]  # type: ignore[attr-defined]
        self.fields["keeper"].queryset = bodies_on()  # type: ignore[attr-defined]
        self.feed = feed
        if feed is not None:
            self.fields["code"].disabled = True

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.feed is None and Feed.objects.filter(code=code).exists():
            raise forms.ValidationError(f"代码“{code}”已经登记")
        return code

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("grace_until") and not found.get("grace_reason", "").strip():
            self.add_error("grace_reason", "请写明暂不提醒的原因")
        return found
