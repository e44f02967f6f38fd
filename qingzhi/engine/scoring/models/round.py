"""A round of assessment: groups of entries, and what each entry touches."""

from django.db import models

from qingzhi.base.identity.models import Body

from ..terms import ROLES, RoundState
from .scheme import SchemeVersion


class Round(models.Model):
    """A round 「评审轮次」 for a record (`subject_kind`, `subject_id`): entries, experts, seed, state.

    `seed_hash` is public from the day on which it is committed; `seed` is empty until it is revealed with the draw (until then it
    is kept as ciphertext). `list_digest` binds the candidates; the salt is revealed when the round closes.
    """

    code = models.SlugField("代码", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    version = models.ForeignKey(SchemeVersion, models.PROTECT, verbose_name="评审标准", related_name="rounds")
    body = models.ForeignKey(Body, models.PROTECT, verbose_name="组织单位", related_name="+")
    subject_kind = models.CharField("所属事项", max_length=60, blank=True)
    subject_id = models.CharField("所属事项编号", max_length=40, blank=True)
    rules_on = models.DateField("适用规则日期")
    blind = models.BooleanField("匿名评审", default=True)
    candidate_source = models.CharField("专家来源", max_length=80)
    state = models.CharField("状态", max_length=10, choices=RoundState.choices(), default="preparing")
    scores_due_on = models.DateField("评分截止", null=True, blank=True)
    public_number_is = models.CharField("约定的公共随机数", max_length=200, blank=True)
    public_number = models.CharField("公共随机数的值", max_length=200, blank=True)
    seed_hash = models.CharField("种子承诺（SHA-256）", max_length=64, blank=True)
    seed_sealed = models.BinaryField("种子（密文）", null=True, blank=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    salt = models.CharField("名单盐值", max_length=64, blank=True)
    list_digest = models.CharField("名单摘要（SHA-256）", max_length=64, blank=True)
    draw_key = models.CharField("抽取密钥", max_length=64, blank=True)
    committed_at = models.DateTimeField("种子公布时间", null=True, blank=True)
    frozen_at = models.DateTimeField("名单锁定时间", null=True, blank=True)
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    close_reason = models.CharField("提前结束理由", max_length=300, blank=True)
    opened_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "评审轮次"
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="scoring_round_subject")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_label(self) -> str:
        return RoundState(self.state).label


class Group(models.Model):
    """A group of entries 「评审组」 that one panel judges; `fields` narrows who may be drawn, in the source's words."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="groups")
    code = models.CharField("代码", max_length=20)
    title = models.CharField("名称", max_length=100)
    quota = models.PositiveSmallIntegerField("专家人数")
    fields = models.CharField("专业范围", max_length=200, blank=True)

    class Meta:
        verbose_name = "评审组"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="scoring_group_once")]

    def __str__(self) -> str:
        return self.title


class Entry(models.Model):
    """What is judged 「参评项目」: any record; experts see `blind_title` and `blind_text`, never the applicant."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    group = models.ForeignKey(Group, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("编号")
    subject_kind = models.CharField("对象种类", max_length=60)
    subject_id = models.CharField("对象编号", max_length=40)
    title = models.CharField("名称", max_length=300)
    blind_title = models.CharField("匿名名称", max_length=300)
    blind_text = models.TextField("匿名材料", blank=True)
    withdrawn_reason = models.CharField("退出理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "参评项目"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="scoring_entry_number_once"),
            models.UniqueConstraint(fields=["round", "subject_kind", "subject_id"], name="scoring_entry_subject_once"),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="scoring_entry_subject")]

    def __str__(self) -> str:
        return self.title


class Involvement(models.Model):
    """What an entry touches 「关联对象」 and as what: a record by kind and id, or a name alone; read by conflict sources."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="involvements")
    role = models.CharField("身份", max_length=30)
    ref_kind = models.CharField("对象种类", max_length=60, blank=True)
    ref_id = models.CharField("对象编号", max_length=40, blank=True)
    name = models.CharField("名称", max_length=200, blank=True)

    class Meta:
        verbose_name = "参评项目关联对象"

    def __str__(self) -> str:
        return self.name or f"{self.ref_kind} {self.ref_id}"

    @property
    def role_label(self) -> str:
        return ROLES.get(self.role, self.role)
