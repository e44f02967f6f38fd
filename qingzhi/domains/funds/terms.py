"""Codes of funds and their official Chinese labels."""

from dataclasses import dataclass

from qingzhi.base.terms import Term


class Source(Term):
    """Where a line's money comes from 「资金来源」 (notice 5.2: 专项经费、贴息、担保、保险、社会资本多渠道投入)."""

    CENTRAL = "central", "中央财政"
    PROVINCIAL = "provincial", "省级财政"
    PREFECTURE = "prefecture", "市州财政"
    COUNTY = "county", "县级财政"
    BANK = "bank", "银行贷款贴息"
    GUARANTOR = "guarantor", "融资担保"
    INSURER = "insurer", "保险"
    SOCIAL = "social", "社会资本"


class Level(Term):
    """The level of government that answers for a line 「资金级次」; money of the market has none."""

    CENTRAL = "central", "中央"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县级"
    MARKET = "market", "市场主体"


LEVEL_OF = {
    Source.CENTRAL: Level.CENTRAL,
    Source.PROVINCIAL: Level.PROVINCE,
    Source.PREFECTURE: Level.PREFECTURE,
    Source.COUNTY: Level.COUNTY,
}


class Account(Term):
    """The accounts of a line. What comes in stands with a minus in APPROPRIATED, so that all of them sum to zero."""

    APPROPRIATED = "appropriated", "预算下达"
    AVAILABLE = "available", "可用"
    RESERVED = "reserved", "已预留"
    COMMITTED = "committed", "已承诺待付"
    PAID = "paid", "已拨付"
    CLAWED_BACK = "clawed_back", "应追回"
    REFUNDED = "refunded", "已缴回"
    CARRIED = "carried", "结转"


class Posting(Term):
    """What a journal does 「凭证类型」."""

    APPROPRIATE = "appropriate", "下达预算"
    REDUCE = "reduce", "调减预算"
    RESERVE = "reserve", "预留"
    RELEASE = "release", "释放预留"
    COMMIT = "commit", "承诺"
    CANCEL = "cancel", "撤销承诺"
    PAY = "pay", "拨付"
    BOUNCE = "bounce", "退票"
    CLAW_BACK = "claw_back", "决定追回"
    REFUND = "refund", "退回"
    CARRY_OUT = "carry_out", "结转下年"
    CARRY_IN = "carry_in", "上年结转"
    RETURN = "return", "缴回结余"
    REVERSE = "reverse", "红字冲销"


class BatchState(Term):
    """Where a payment batch stands 「支付批次状态」."""

    MADE = "made", "待复核"
    ISSUED = "issued", "已送付"
    DONE = "done", "已回单"
    CANCELLED = "cancelled", "已撤销"


class ItemState(Term):
    """Where one payment of a batch stands 「付款状态」."""

    WAITING = "waiting", "待复核"
    SENT = "sent", "已送付"
    PAID = "paid", "已到账"
    BOUNCED = "bounced", "已退票"
    CANCELLED = "cancelled", "已撤销"


class Remainder(Term):
    """What becomes of what is left at the end of the year 「结余处理」."""

    CARRY = "carry", "结转下年继续使用"
    RETURN = "return", "缴回同级财政或出资方"


@dataclass(frozen=True)
class Reference:
    """A record that money is reserved, committed and paid for: `subject_kind`/`subject_id` as work items name theirs.

    `payee_id` is the number of a `base.identity` subject; `url` leads to the record; `region_code` is the payee's division
    (empty: the line's). Kind, number and payee together tell which claim on a line is meant.
    """

    subject_kind: str
    subject_id: str
    label: str = ""
    payee_id: int | None = None
    url: str = ""
    region_code: str = ""
