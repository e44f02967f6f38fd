"""Codes and their official labels."""

from qingzhi.base.terms import Term


class DemonstrationKind(Term):
    """Who may be recognised 「版权示范主体」: 推进计划四、（一）4."""

    UNIT = "unit", "版权示范单位"
    PARK = "park", "版权示范园区（基地）"
