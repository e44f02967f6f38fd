"""What is filled in on the pages of penalty and adjudication beside the steps."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.pages.forms import DateField, FileField, PageForm
from qingzhi.engine.procedures.terms import Layer
from qingzhi.engine.tasks.queries import colleagues

from ..queries.bodies import handling_bodies
from ..queries.staff import certificates_on
from ..terms import EvidenceKind
from ..terms.adjudication import PatentType, Standing
from ..terms.penalty import Offence, Source

WORDS = forms.Textarea(attrs={"rows": 5})


class ClueForm(PageForm):
    """A clue."""

    offence = forms.ChoiceField(label="涉嫌的违法行为", choices=Offence.choices())
    source = forms.ChoiceField(label="案件来源", choices=Source.choices())
    clue_on = DateField(label="发现或收到材料日期", help_text="核查期限自这一天起算")
    party_name = forms.CharField(label="当事人", max_length=200, help_text="企业写全称；登记簿里有这个名称的，自动关联")
    is_person = forms.BooleanField(label="当事人是自然人", required=False)
    party_address = forms.CharField(label="当事人地址", max_length=300, required=False)
    right_number = forms.CharField(label="涉及的权利号码", max_length=80, required=False)
    place = forms.CharField(label="违法行为发生地", max_length=300, required=False)
    facts = forms.CharField(label="线索内容", max_length=8000, widget=WORDS)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["clue_on"].initial = clock.today()


class OnTheSpotBeginForm(PageForm):
    """Who is checked on the spot, by which two officers."""

    certificates: Any = forms.ModelMultipleChoiceField(
        None, label="办案人员（不少于两人）", widget=forms.CheckboxSelectMultiple, help_text="向当事人出示执法证"
    )
    offence = forms.ChoiceField(label="违法行为", choices=Offence.choices())
    party_name = forms.CharField(label="当事人", max_length=200)
    is_person = forms.BooleanField(label="当事人是自然人", required=False)
    party_address = forms.CharField(label="当事人地址", max_length=300, required=False)
    place = forms.CharField(label="地点", max_length=300)
    facts = forms.CharField(label="现场情况", max_length=4000, widget=WORDS)

    def __init__(self, *args: Any, body: Body, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["certificates"]
        field.queryset = certificates_on(body, clock.today()).order_by("person__name", "number")
        field.label_from_instance = lambda one: f"{one.person.name}（{one.number}）"


class EvidenceForm(PageForm):
    """A piece of evidence: a file, a link or words; hashed as it arrives."""

    kind = forms.ChoiceField(label="证据种类", choices=EvidenceKind.choices())
    title = forms.CharField(label="名称", max_length=200)
    source = forms.CharField(label="来源", max_length=200, help_text="如：现场提取；当事人提供；权利人提供")
    taken_by = forms.CharField(label="取证人", max_length=200, required=False, help_text="两名办案人员姓名和执法证号")
    file = FileField(label="文件", max_files=1, required=False)
    url = forms.URLField(label="网址", max_length=1000, required=False, assume_scheme="https")
    text = forms.CharField(label="内容或说明", max_length=8000, widget=WORDS, required=False)
    layer = forms.ChoiceField(
        label="谁能看到", choices=[(one.value, one.label) for one in (Layer.INTERNAL, Layer.BODIES, Layer.APPLICANT)]
    )


class HandOnForm(PageForm):
    """Who takes a piece of evidence over, where and why."""

    to_holder = forms.CharField(label="接收人", max_length=120)
    place = forms.CharField(label="存放地点", max_length=200, required=False)
    reason = forms.CharField(label="事由", max_length=200)


class ExcludeForm(PageForm):
    """Who may not take part."""

    person = forms.ModelChoiceField(Person.objects.none(), label="回避人员", empty_label=None)
    reason = forms.CharField(label="回避理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, body: Body, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues(body)  # type: ignore[attr-defined]


class CertificateForm(PageForm):
    """A certificate."""

    person = forms.ModelChoiceField(Person.objects.none(), label="人员", empty_label=None)
    number = forms.CharField(label="执法证号", max_length=40)
    valid_from = DateField(label="有效期起")
    valid_to = DateField(label="有效期止", required=False, help_text="这一天起失效；长期有效的不填")

    def __init__(self, *args: Any, body: Body, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues(body)  # type: ignore[attr-defined]


class RequestForm(PageForm):
    """A request to adjudicate an infringement of a patent."""

    body = forms.ModelChoiceField(Body.objects.none(), label="向哪个机关提出", empty_label=None)
    track = forms.ChoiceField(
        label="办理方式", choices=[("ordinary", "行政裁决（普通程序）"), ("fast", "快速维权（先出初步意见，不是裁决）")], widget=forms.RadioSelect,
        initial="ordinary",
    )  # fmt: skip
    claimant_name = forms.CharField(label="请求人", max_length=200)
    standing = forms.ChoiceField(label="请求人身份", choices=Standing.choices())
    holder_silent = forms.BooleanField(label="（排他许可）专利权人不请求", required=False)
    authorised = forms.BooleanField(label="（普通许可）专利权人另有明确授权", required=False)
    patent_number = forms.CharField(label="专利号", max_length=48)
    patent_title = forms.CharField(label="专利名称", max_length=300)
    patent_type = forms.ChoiceField(label="专利类型", choices=PatentType.choices())
    respondent_name = forms.CharField(label="被请求人", max_length=200)
    respondent_address = forms.CharField(label="被请求人地址", max_length=300)
    abroad = forms.BooleanField(label="被请求人在境内没有固定住所", required=False)
    requests = forms.CharField(
        label="请求事项", max_length=2000, widget=WORDS, help_text="每行一项；如：责令停止制造、销售"
    )
    facts = forms.CharField(label="事实和理由", max_length=16000, widget=forms.Textarea(attrs={"rows": 8}))
    sued = forms.BooleanField(label="已有一方就该纠纷向人民法院起诉", required=False)
    other_way = forms.BooleanField(label="当事人另有约定的解决方式", required=False)

    def __init__(self, *args: Any, by_applicant: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = handling_bodies()  # type: ignore[attr-defined]
        if by_applicant:
            del self.fields["claimant_name"]
