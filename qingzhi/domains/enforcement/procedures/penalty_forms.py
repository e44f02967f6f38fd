"""What is filled into the steps of a penalty case."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.engine.procedures.forms import CaseForm

from ..queries.rulings import range_of
from ..queries.staff import free_certificates
from ..terms.penalty import MeasureKind, RemedyKind, RemedyOutcome
from ..terms.service import ServiceMethod

YES_NO = [("yes", "是"), ("no", "否")]
WORDS = forms.Textarea(attrs={"rows": 4})


def past(value: Any) -> Any:
    """A day that is not in the future."""
    if value is not None and value > clock.today():
        raise forms.ValidationError("日期不能晚于今天")
    return value


def yes_no(label: str, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=lambda value: value == "yes", widget=forms.RadioSelect, **options
    )


def money(label: str, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=Decimal(0), max_digits=14, decimal_places=2, **options)


class OfficersForm(CaseForm, PageForm):
    """At least two of the body's officers with certificates that are valid today."""

    certificates: Any = forms.ModelMultipleChoiceField(
        None,
        label="办案人员（不少于两人）",
        widget=forms.CheckboxSelectMultiple,
        help_text="只列今天执法证有效、没有回避情形的人员",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["certificates"]
        field.queryset = free_certificates(self.case, clock.today())
        field.label_from_instance = lambda one: f"{one.person.name}（{one.number}）"


class FilingForm(PageForm):
    """The four conditions, and what lets a filing be left."""

    evidence = yes_no("有证据初步证明存在违法行为")
    punishable = yes_no("依据法律应当给予行政处罚")
    jurisdiction = yes_no("属于本机关管辖")
    acted_to = DateField(
        label="违法行为终了日", required=False, help_text="连续或继续状态从终了之日起算追责时效；仍在继续的不填"
    )
    minor = yes_no("违法行为轻微并及时改正，没有危害后果", initial="no")
    first_minor = yes_no("初次违法，后果轻微并及时改正", initial="no")
    no_fault = yes_no("当事人有证据足以证明没有主观过错", initial="no")
    proposed = forms.ChoiceField(
        label="承办意见", choices=[("file", "建议立案"), ("leave", "建议不予立案")], widget=forms.RadioSelect
    )
    opinion = forms.CharField(label="核查情况和意见", max_length=2000, widget=WORDS)

    def clean_acted_to(self) -> Any:
        return past(self.cleaned_data["acted_to"])


class MeasureForm(PageForm):
    """What is kept, sealed or seized."""

    kind = forms.ChoiceField(label="措施", choices=MeasureKind.choices())
    items = forms.CharField(label="物品清单", max_length=1000, widget=WORDS, help_text="每行一项，写明名称、规格、数量")
    place = forms.CharField(label="地点", max_length=200)


class WhichMeasureForm(CaseForm, PageForm):
    """One of the measures that run."""

    measure: Any = forms.ModelChoiceField(None, label="措施", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["measure"]
        field.queryset = self.case.measures.filter(ended_on=None)
        field.label_from_instance = lambda one: f"{one.get_kind_display()}（{one.from_on} 起）：{one.items[:40]}"


class EndMeasureForm(WhichMeasureForm):
    """What became of the things."""

    how = forms.CharField(label="处理结果", max_length=200, help_text="如：解除，退还当事人；随案没收；转为扣押")


class FindingsForm(PageForm):
    """What the investigation established."""

    violation = forms.CharField(label="违法行为类型", max_length=120)
    facts = forms.CharField(label="查明的事实", max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    turnover = money(
        "罚款基数（元）",
        required=False,
        help_text="商标、著作权填违法经营额，假冒专利填违法所得，品种权填货值金额；无法计算的不填",
    )
    income = money("违法所得（元）", required=False)
    acted_to = DateField(label="违法行为终了日", required=False)
    repeats = forms.IntegerField(label="五年内因同类行为受过处罚的次数", min_value=0, max_value=99, initial=0)
    good_faith = yes_no("不知道是侵权商品，能证明合法取得并说明提供者", initial="no")
    serious = yes_no("情节严重", initial="no")
    mitigating = yes_no("主动消除或减轻后果、配合查处", initial="no")
    suspends = yes_no("拟责令停产停业、吊销许可证件", initial="no")
    public_interest = yes_no("涉及重大公共利益", initial="no")
    complex = yes_no("疑难复杂、涉及多个法律关系", initial="no")

    def clean_acted_to(self) -> Any:
        return past(self.cleaned_data["acted_to"])


class ProposalForm(CaseForm, PageForm):
    """The penalty that the officers propose: inside of what the law allows; outside of the grade only with its reason."""

    fine = money("拟罚款（元）")
    confiscated = money("拟没收违法所得（元）", initial=0)
    content = forms.CharField(
        label="拟处罚内容", max_length=2000, widget=WORDS, help_text="每行一项；包括责令改正、没收物品等"
    )
    outside = forms.CharField(
        label="偏离裁量幅度的理由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.range = range_of(self.case.dossier) if self.case is not None else None
        if self.range is not None:
            law = f"法定 {self.range.law_least:,.2f} 至 {self.range.law_most:,.2f} 元"
            self.fields["fine"].help_text = f"{law}；裁量幅度 {self.range.least:,.2f} 至 {self.range.most:,.2f} 元"
            self.fields["fine"].initial = self.range.least

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        fine = found.get("fine")
        if fine is None or self.range is None:
            return found
        if not self.range.holds(fine):
            self.add_error("fine", f"法定罚款为 {self.range.law_least:,.2f} 至 {self.range.law_most:,.2f} 元")
        elif not self.range.within_grade(fine) and not found.get("outside"):
            self.add_error("outside", "超出裁量幅度的，须写明理由")
        return found


class OpinionForm(PageForm):
    """An opinion."""

    opinion = forms.CharField(label="意见", max_length=2000, widget=WORDS)


class ServiceForm(PageForm):
    """How a paper was served."""

    method = forms.ChoiceField(label="送达方式", choices=ServiceMethod.choices())
    served_on = DateField(label="送达日期")
    sent_on = DateField(label="发出（公告）日期", required=False, help_text="邮寄、公告送达填写")
    received_by = forms.CharField(label="签收人或见证人", max_length=120, required=False)
    place = forms.CharField(label="送达地点", max_length=200, required=False)
    service_note = forms.CharField(label="备注", max_length=300, required=False)

    def clean_served_on(self) -> Any:
        return past(self.cleaned_data["served_on"])


class StatementForm(PageForm):
    """What the party said, and whether it asks for a hearing or waives its time."""

    statement = forms.CharField(
        label="陈述申辩", max_length=4000, widget=WORDS, help_text="没有意见的写“无”；复核情况写在说明中"
    )
    waived = forms.BooleanField(label="当事人书面放弃其余的陈述申辩期限", required=False)


class HearingCallForm(PageForm):
    """When, where and before whom."""

    hearing_on = DateField(label="听证日期")
    place = forms.CharField(label="地点", max_length=200)
    host = forms.CharField(label="主持人", max_length=60, help_text="不得是本案办案人员")


class HearingReportForm(PageForm):
    """What came out of it."""

    report = forms.CharField(label="听证报告要点", max_length=4000, widget=WORDS)


class DiscussionForm(PageForm):
    """What the heads decided together."""

    discussed_on = DateField(label="讨论日期")
    discussion = forms.CharField(
        label="集体讨论情况和结论", max_length=4000, widget=WORDS, help_text="写明出席人员和各人意见"
    )

    def clean_discussed_on(self) -> Any:
        return past(self.cleaned_data["discussed_on"])


class MoreTimeForm(PageForm):
    """How many days more, after the heads have discussed it."""

    days = forms.IntegerField(label="再延长（日）", min_value=1, max_value=365)
    discussed_on = DateField(label="集体讨论日期")


class PaidForm(PageForm):
    """What was paid."""

    amount = money("缴款金额（元）")
    paid_on = DateField(label="缴款日期")
    receipt = forms.CharField(label="缴款凭证号", max_length=100)

    def clean_paid_on(self) -> Any:
        return past(self.cleaned_data["paid_on"])


class ReliefForm(PageForm):
    """Why the party cannot pay at once, and by which days it would."""

    asked_on = DateField(label="申请日期")
    ground = forms.CharField(label="经济困难情况", max_length=500, widget=WORDS)
    parts = forms.CharField(
        label="各期最后一日和金额", max_length=2000, widget=WORDS,
        help_text="每行一期，如：2018-09-01 5000；延期缴纳的只写一行；各期合计等于罚款",
    )  # fmt: skip

    def clean_asked_on(self) -> Any:
        return past(self.cleaned_data["asked_on"])

    def clean_parts(self) -> list[tuple[date, Decimal]]:
        return [_part(line) for line in self.cleaned_data["parts"].splitlines() if line.strip()]


def _part(line: str) -> tuple[date, Decimal]:
    """One line of a plan: a day and an amount."""
    day, _, amount = line.strip().partition(" ")
    try:
        found = date.fromisoformat(day), Decimal(amount.replace(",", "").replace("元", "").strip())
    except (ValueError, InvalidOperation):
        raise forms.ValidationError(f"“{line.strip()[:40]}”看不懂，请写成：2018-09-01 5000") from None
    if not found[1].is_finite() or abs(found[1]) >= 10**12 or found[1] != round(found[1], 2):
        raise forms.ValidationError(f"“{line.strip()[:40]}”的金额不对")
    return found


class CourtForm(PageForm):
    """Which court."""

    court = forms.CharField(label="人民法院", max_length=120)


class CourtResultForm(PageForm):
    """What the court did."""

    court_result = forms.CharField(
        label="执行结果", max_length=300, help_text="如：裁定准予执行，已执行到位；裁定终结执行"
    )


class RemedyForm(PageForm):
    """That the party went against the decision."""

    kind = forms.ChoiceField(label="途径", choices=RemedyKind.choices())
    authority = forms.CharField(label="复议机关或法院", max_length=120)
    number = forms.CharField(label="案号", max_length=80, required=False)
    accepted_on = DateField(label="受理日期")


class RemedyResultForm(CaseForm, PageForm):
    """How it ended."""

    remedy: Any = forms.ModelChoiceField(None, label="救济", empty_label=None)
    outcome = forms.ChoiceField(label="结果", choices=RemedyOutcome.choices())
    on = DateField(label="结果日期")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["remedy"]
        field.queryset = self.case.remedies.filter(outcome="")
        field.label_from_instance = lambda one: f"{one.get_kind_display()} {one.authority}（{one.accepted_on}）"
