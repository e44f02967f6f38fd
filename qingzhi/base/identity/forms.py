"""What is typed in: signing in, passwords, codes, and the administrators' forms."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.permits import Scope
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from .holders import holder_register
from .models import Body, BodyKind, EmergencyGrant, Role, Subject, User
from .queries import bodies_on


def secret(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password, kept exactly as typed."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=256, strip=False, widget=widget, help_text=help_text)


def long_text(label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=1000, widget=widget, help_text=help_text, required=required)


class SignInForm(PageForm):
    username = forms.CharField(
        label="账号",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = secret("密码", "current-password")


class CodeForm(PageForm):
    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="手机动态口令应用中的 6 位数字；手机不在身边时可用恢复码。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True}),
    )


class PasswordForm(PageForm):
    present = secret("现在的密码", "current-password")
    new = secret("新密码", "new-password", "至少 10 个字符，含大写、小写、数字、符号中的三种；不能与最近 5 次相同。")
    again = secret("再次输入新密码", "new-password")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("new") and found.get("again") and found["new"] != found["again"]:
            self.add_error("again", "两次输入的新密码不一致")
        return found


class PresentPasswordForm(PageForm):
    present = secret("现在的密码", "current-password", "确认是您本人。")


class ReasonForm(PageForm):
    reason = long_text("原因或依据")


class OpenAccountForm(PageForm):
    username = forms.RegexField(
        r"^[A-Za-z0-9._@-]{2,60}$",
        label="账号",
        help_text="字母、数字和 . _ @ -，开立后不能更改。",
        error_messages={"invalid": "账号只能含字母、数字和 . _ @ -，至少 2 个字符"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    name = forms.CharField(label="姓名", max_length=100)
    phone = forms.CharField(label="办公电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    sign_on_only = forms.BooleanField(label="只用统一身份认证登录，不设密码", required=False)


class SingleSignOnForm(PageForm):
    subject = forms.CharField(
        label="统一身份标识（sub）",
        max_length=200,
        required=False,
        help_text="由统一身份认证平台提供；留空即解除绑定。",
    )


class BodyForm(PageForm):
    code = forms.SlugField(label="代码", max_length=60, help_text="字母、数字和 -，登记后不能更改。")
    name = forms.CharField(label="名称", max_length=200)
    short_name = forms.CharField(label="简称", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=BodyKind.choices)
    region = forms.ModelChoiceField(label="地区", queryset=Region.objects.none())
    parent = forms.ModelChoiceField(label="上级单位", queryset=Body.objects.none(), required=False)
    valid_from = DateField(label="设立日期", required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["region"].queryset = valid_on()  # type: ignore[attr-defined]
        self.fields["parent"].queryset = bodies_on()  # type: ignore[attr-defined]


class RenameForm(PageForm):
    name = forms.CharField(label="新名称", max_length=200)
    short_name = forms.CharField(label="新简称", max_length=60)
    on = DateField(label="自哪一天起", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, help_text="批准更名的文件及文号。")


class SuccessionForm(PageForm):
    successor = forms.ModelChoiceField(label="承继单位", queryset=Body.objects.none())
    on = DateField(label="承继日期", initial=clock.today)
    basis = forms.CharField(label="依据", max_length=300, help_text="机构改革方案或批复的名称及文号。")
    matters = long_text(
        "接办的任务编号",
        "由一个单位整体承继的不填；由几个单位承继的，写明本单位接办的任务编号，每行一个。",
        required=False,
    )

    def __init__(self, *args: Any, body: Body, **options: Any):
        super().__init__(*args, **options)
        self.fields["successor"].queryset = Body.objects.exclude(valid_to__lte=clock.today()).exclude(pk=body.pk)  # type: ignore[attr-defined]

    def clean_matters(self) -> list[str]:
        return str(self.cleaned_data["matters"]).replace("、", " ").replace("，", " ").split()


class AppointForm(PageForm):
    username = forms.CharField(label="账号", max_length=60, help_text="由系统管理员先开立账号。")
    body = forms.ModelChoiceField(label="单位", queryset=Body.objects.none())
    role = forms.ModelChoiceField(label="角色", queryset=Role.objects.none())
    title = forms.CharField(label="职务", max_length=100, required=False)
    valid_from = DateField(label="任职日期", initial=clock.today)
    valid_to = DateField(label="离任日期", required=False, help_text="当天起不再任职；长期任职留空。")

    def __init__(self, *args: Any, bodies: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["role"].queryset = Role.objects.filter(retired_on=None, by_mandate=False)  # type: ignore[attr-defined]

    def clean_username(self) -> User:
        user = User.objects.select_related("person").filter(username=self.cleaned_data["username"]).first()
        if user is None:
            raise forms.ValidationError("没有这个账号")
        return user


class EndPostForm(PageForm):
    on = DateField(label="离任日期", initial=clock.today, help_text="当天起不再任职。")
    reason = long_text("免职依据")


class GrantForm(PageForm):
    scope = forms.ChoiceField(
        label="范围", choices=[("", "不授予"), *((scope.value, scope.label) for scope in Scope)], required=False
    )
    on = DateField(label="自哪一天起", initial=clock.today)
    reason = long_text("变更依据")


class EmergencyForm(PageForm):
    role = forms.ModelChoiceField(label="借用哪个角色", queryset=Role.objects.none())
    hours = forms.IntegerField(label="几小时", min_value=1, max_value=72, initial=2)
    reason = long_text("事由", "什么紧急情况、为什么不能等正常授权。提交后安全和审计管理员会立即看到，事后逐条复核。")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        borrowable = Role.objects.filter(duty="", emergency_hours__gt=0, retired_on=None)
        self.fields["role"].queryset = borrowable  # type: ignore[attr-defined]


class ReviewForm(PageForm):
    verdict = forms.ChoiceField(label="结论", choices=EmergencyGrant.Verdict.choices)
    note = long_text("复核意见")


class HolderField(forms.CharField):
    """A unified social credit code, checked at once by the register of parties (GB 32100-2015)."""

    def __init__(self, **options: Any):
        options.setdefault("widget", forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> str:
        code = holder_register().canonical(super().clean(value))
        if code and (fault := holder_register().fault(code)):
            raise forms.ValidationError(fault)
        return code


class AccountApplicationForm(PageForm):
    credit_code = HolderField(label="统一社会信用代码", help_text="营业执照上的 18 位代码。")
    name = forms.CharField(label="企业名称", max_length=200, help_text="与营业执照一致。")
    contact = forms.CharField(
        label="经办人姓名", max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.RegexField(
        r"^[0-9+() -]{7,40}$",
        label="联系电话",
        error_messages={"invalid": "请填写电话号码，只含数字、空格和 + ( ) -"},  # half-width on purpose
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text="审批前会打这个电话核实。",
    )
    email = forms.EmailField(label="电子邮箱", required=False)
    reason = long_text("申请事由", "准备办理什么，如申报某项资助；由谁授权您办理。")

    def clean_reason(self) -> str:
        return str(self.cleaned_data["reason"])[:500]


class ReceiptForm(PageForm):
    receipt = forms.CharField(label="回执号", max_length=40)

    def clean_receipt(self) -> str:
        return str(self.cleaned_data["receipt"]).strip().upper()


class ApproveForm(PageForm):
    username = forms.CharField(
        label="已有账号",
        max_length=60,
        required=False,
        help_text="经办人已有本系统账号的填写，不再开立新账号；没有的留空。",
    )
    note = long_text("审批意见", "如：已电话核实。", required=False)


class RefuseForm(PageForm):
    reason = long_text("不批准的理由", "申请人凭回执号可以看到。")


class GrantMandateForm(PageForm):
    username = forms.CharField(
        label="账号", max_length=60, help_text="企业经办人可自行申请账号；专家账号由系统管理员开立。"
    )
    role = forms.ModelChoiceField(label="角色", queryset=Role.objects.none())
    credit_code = HolderField(
        label="所代表企业的统一社会信用代码",
        required=False,
        help_text="留空即代表本人（专家）。企业须已在主体登记簿中。",
    )
    basis = forms.CharField(label="授权依据", max_length=300, help_text="授权委托书、聘书的名称和日期。")
    valid_from = DateField(label="自", initial=clock.today)
    valid_to = DateField(label="至", required=False, help_text="当天起不再有效；长期有效留空。")

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["role"].queryset = Role.objects.filter(retired_on=None, by_mandate=True)  # type: ignore[attr-defined]

    def clean_username(self) -> User:
        user = User.objects.select_related("person__subject").filter(username=self.cleaned_data["username"]).first()
        if user is None:
            raise forms.ValidationError("没有这个账号")
        return user

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if code := found.pop("credit_code", ""):
            holder = holder_register().find(code)
            if holder is None:
                self.add_error("credit_code", "主体登记簿中没有这个代码的主体，请先由登记服务处登记")
            else:
                found["subject"] = Subject.objects.get(pk=holder.subject_id)
        elif user := found.get("username"):
            found["subject"] = user.person.subject
        return found


class EndMandateForm(PageForm):
    on = DateField(label="终止日期", initial=clock.today, help_text="当天起不再有效。")
    reason = long_text("终止原因或依据")


class SwitchPostForm(PageForm):
    post = forms.RegexField(r"^m?[0-9]{1,18}$", label="岗位或授权")
