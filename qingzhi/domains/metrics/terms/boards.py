"""Terms of boards, public figures and comparison."""

from qingzhi.base.terms import Term


class BoardPart(Term):
    """The parts into which figures of intellectual property fall 「创造、运用、保护、管理、服务、人才」."""

    CREATION = "creation", "创造"
    USE = "use", "运用"
    PROTECTION = "protection", "保护"
    MANAGEMENT = "management", "管理"
    SERVICE = "service", "服务"
    TALENT = "talent", "人才"


class PlaceKind(Term):
    """What kind of place is compared."""

    NATION = "nation", "全国"
    PROVINCE = "province", "省级"
