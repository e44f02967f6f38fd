"""Codes of what passes between bodies, and their official labels."""

from qingzhi.base.terms import Term


class HandoverKind(Term):
    """What is passed on."""

    TRANSFER = "transfer", "涉嫌犯罪案件移送"
    FILING = "filing", "请公安机关审查立案"
    REVIEW = "review", "不予立案复议"
    SUPERVISION = "supervision", "建议立案监督"
    EXPLAIN = "explain", "要求说明不立案理由"
    JUDGE = "judge", "请认定不立案理由"
    ORDER = "order", "通知立案"
    CONFIRM = "confirm", "申请司法确认"
    RULE = "rule", "审查司法确认申请"
    EXECUTE = "execute", "申请强制执行"
    CLUE = "clue", "线索移送"
    ASSIST = "assist", "协助调查取证"
    SERVE = "serve", "委托送达"
    ENFORCE = "enforce", "协助执行"
    JOINT = "joint", "联合行动"
    JURISDICTION = "jurisdiction", "管辖权争议协商"
    DESIGNATE = "designate", "报请指定管辖"
    NOTICE = "notice", "案情通报"


SENT_BY_HAND = (HandoverKind.CLUE, HandoverKind.ASSIST, HandoverKind.SERVE, HandoverKind.ENFORCE, HandoverKind.NOTICE)
BY_HAND = (*SENT_BY_HAND, HandoverKind.JOINT, HandoverKind.JURISDICTION)  # answered on the envelope's own page
RESULT = (
    HandoverKind.ASSIST,
    HandoverKind.SERVE,
    HandoverKind.ENFORCE,
)  # accepting one is doing it: the answer tells the result


class Reply(Term):
    """How a receiver answers."""

    ACCEPT = "accept", "接收"
    REFUSE = "refuse", "不予接收"
    RETURN = "return", "退回"


_WORDS = {
    **dict.fromkeys(RESULT, ("已办理", "不予协助", "退回")),
    HandoverKind.JOINT: ("参加", "不参加", "退回"),
    HandoverKind.JURISDICTION: ("同意", "不同意", "退回"),
    HandoverKind.DESIGNATE: ("已指定", "不予指定", "退回"),
    HandoverKind.NOTICE: ("已收悉", "不予接收", "退回"),
}
REPLY_WORDS = {
    (kind.value, reply.value): word for kind, words in _WORDS.items() for reply, word in zip(Reply, words, strict=True)
}  # in place of the labels of `Reply`


class ReplyReason(Term):
    """Why something was refused or returned: 国务院令第310号（2020）第七条、第八条；《市场监督管理行政处罚程序规定》第四十五条; what courts
    say of an agreement: 《最高人民法院关于适用〈民事诉讼法〉的解释》确认调解协议案件 (numbers of the articles not checked)."""

    JURISDICTION = "jurisdiction", "不属于本机关管辖"
    MATERIALS = "materials", "材料不全"
    NO_CRIME = "no_crime", "没有犯罪事实"
    SLIGHT = "slight", "犯罪情节显著轻微，不需要追究刑事责任"
    NO_BASIS = "no_basis", "没有法律依据"
    DONE = "done", "已由其他机关办理"
    LATE = "late", "超过申请期限"
    NOT_CONFIRMABLE = "no_confirm", "属于确认身份关系、权利归属或效力，不能司法确认"
    UNLAWFUL = "unlawful", "违反法律强制性规定"
    HARMFUL = "harmful", "损害国家利益、社会公共利益或他人合法权益"
    MORALS = "morals", "违背公序良俗"
    NOT_FREE = "not_free", "违反自愿原则"
    UNCLEAR = "unclear", "内容不明确"
    OTHER = "other", "其他（须写明）"


NOT_RECEIVED = (
    ReplyReason.JURISDICTION,
    ReplyReason.NOT_CONFIRMABLE,
    ReplyReason.LATE,
    ReplyReason.OTHER,
)  # by a court
NOT_CONFIRMED = (
    ReplyReason.UNLAWFUL, ReplyReason.HARMFUL, ReplyReason.MORALS, ReplyReason.NOT_FREE, ReplyReason.UNCLEAR, ReplyReason.OTHER,
)  # fmt: skip
FROM_COURTS = (*NOT_CONFIRMED[:-1], ReplyReason.NOT_CONFIRMABLE, ReplyReason.LATE)


class Offence(Term):
    """The offences against intellectual property: 《刑法》第二百一十三条至第二百一十九条."""

    COUNTERFEIT_MARK = "mark_counterfeit", "假冒注册商标罪"
    SELLING_COUNTERFEIT = "mark_selling", "销售假冒注册商标的商品罪"
    MARK_LABELS = "mark_labels", "非法制造、销售非法制造的注册商标标识罪"
    COUNTERFEIT_PATENT = "patent_counterfeit", "假冒专利罪"
    COPYRIGHT = "copyright", "侵犯著作权罪"
    SELLING_COPIES = "copies_selling", "销售侵权复制品罪"
    SECRETS = "secrets", "侵犯商业秘密罪"


class Settling(Term):
    """How it was settled who handles a matter."""

    AGREED = "agreed", "协商一致"
    DESIGNATED = "designated", "指定管辖"
