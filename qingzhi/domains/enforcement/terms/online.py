"""Codes of infringement on the web 「网络侵权」, and their official labels."""

from qingzhi.base.terms import Term


class LinkOutcome(Term):
    """What became of a link."""

    PENDING = "pending", "待处理"
    REMOVED = "removed", "已删除、屏蔽或断开"
    KEPT = "kept", "平台没有采取措施"
    RESTORED = "restored", "已恢复"


class NoticeGround(Term):
    """Why a platform is asked to act: 《电子商务法》第四十二条；《信息网络传播权保护条例》第十四条."""

    TRADEMARK = "trademark", "销售侵犯注册商标专用权的商品"
    PATENT = "patent", "制造、销售侵犯专利权的产品"
    COUNTERFEIT = "counterfeit", "假冒专利"
    COPYRIGHT = "copyright", "未经许可传播作品"
    GI = "gi", "侵犯地理标志"
    OTHER = "other", "其他"


class CounterEnd(Term):
    """How the days after a declaration ended."""

    PURSUED = "pursued", "权利人已投诉或者起诉"
    RESTORED = "restored", "期满没有收到投诉、起诉通知，已恢复"
    DROPPED = "dropped", "声明不实，措施维持"
