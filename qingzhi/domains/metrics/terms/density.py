"""Codes of densities and their official Chinese labels."""

from qingzhi.base.terms import Term


class IndustryMeasure(Term):
    """What rights are set against."""

    STAFF = "staff", "从业人员"
    OUTPUT = "output", "产值"


class IndustryScheme(Term):
    """By which list of industries; the codes are names of dimensions of formulas."""

    GBT4754 = "industry", "国民经济行业（大类）"
    PLAN = "plan_industry", "计划产业和产业集群"


UNITS = {IndustryMeasure.STAFF.value: "人", IndustryMeasure.OUTPUT.value: "万元"}
