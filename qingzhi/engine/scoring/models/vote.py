"""The panel's vote: members, presence, who keeps out of what, counted ballots that nobody can trace."""

from django.db import models

from qingzhi.base.identity.models import Body, Subject

from ..terms import VoteState


class Vote(models.Model):
    """A vote 「评审委员会表决」 for a record: anonymous ballots are counted, never kept one by one."""

    title = models.CharField("名称", max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, verbose_name="组织单位", related_name="+")
    subject_kind = models.CharField("所属事项", max_length=60, blank=True)
    subject_id = models.CharField("所属事项编号", max_length=40, blank=True)
    members = models.PositiveSmallIntegerField("应到人数")
    present = models.PositiveSmallIntegerField("实到人数", default=0)
    rules_on = models.DateField("适用规则日期")
    state = models.CharField("状态", max_length=8, choices=VoteState.choices(), default="open")
    tellers = models.CharField("计票人、监票人", max_length=200, blank=True)
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    quorum_reason = models.CharField("到会情况", max_length=200, blank=True)

    class Meta:
        verbose_name = "委员会表决"
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="scoring_vote_subject")]

    def __str__(self) -> str:
        return self.title


class VoteMember(models.Model):
    """A member 「委员」: whether present, and whether the ballot is in; never what stood on it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="member_rows")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    present = models.BooleanField("到会", default=False)
    voted = models.BooleanField("已投票", default=False)

    class Meta:
        verbose_name = "表决委员"
        constraints = [models.UniqueConstraint(fields=["vote", "subject"], name="scoring_vote_member_once")]

    def __str__(self) -> str:
        return str(self.subject)


class VoteItem(models.Model):
    """One question of a vote 「表决事项」 and how many were for it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("次序")
    subject_kind = models.CharField("对象种类", max_length=60, blank=True)
    subject_id = models.CharField("对象编号", max_length=40, blank=True)
    title = models.CharField("事项", max_length=300)
    in_favour = models.PositiveSmallIntegerField("同意", default=0)
    against = models.PositiveSmallIntegerField("不同意", default=0)
    abstained = models.PositiveSmallIntegerField("弃权", default=0)
    recused = models.PositiveSmallIntegerField("回避", default=0)
    passed = models.BooleanField("通过", null=True, blank=True)
    reason = models.CharField("结果说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "表决事项"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["vote", "position"], name="scoring_vote_item_once")]

    def __str__(self) -> str:
        return self.title


class VoteRecusal(models.Model):
    """A member who keeps out of one question 「表决回避」, and why; open to everybody at the vote, since it is no vote.

    Found by the registers, reported to the secretary, or declared on the ballot. `certain` is false where the registers only
    suspect it: then it excludes nobody until the secretary has looked.
    """

    member = models.ForeignKey(VoteMember, models.CASCADE, related_name="recusals")
    item = models.ForeignKey(VoteItem, models.CASCADE, related_name="recusals")
    reason = models.CharField("理由", max_length=400)
    source_text = models.CharField("来源", max_length=300)
    source_url = models.CharField("来源记录地址", max_length=200, blank=True)
    certain = models.BooleanField("确定", default=True)
    found_at = models.DateTimeField("发现时间")

    class Meta:
        verbose_name = "表决回避"
        ordering = ["item__position", "member", "id"]
        constraints = [models.UniqueConstraint(fields=["member", "item"], name="scoring_vote_recusal_once")]

    def __str__(self) -> str:
        return f"{self.member}：{self.reason}"
