"""Codes and their official labels."""

from enum import StrEnum


class Waits(StrEnum):
    """On whom a case waits in a state 「等待谁」."""

    DESK = "desk"
    APPLICANT = "applicant"
    EXPERTS = "experts"
    OTHERS = "others"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        return {"desk": "承办单位", "applicant": "申请人", "experts": "专家", "others": "其他单位", "nobody": "无"}[
            self.value
        ]


class Relation(StrEnum):
    """How who takes a step must stand to the case."""

    DESK = "desk"  # the handling body, by the permit's scope over body and region
    APPLICANT = "applicant"  # acts for the applicant
    ANYBODY = "anybody"  # the permit alone

    @property
    def label(self) -> str:
        return {"desk": "承办单位", "applicant": "申请人", "anybody": "有权限者"}[self.value]


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    REVOKED = "revoked"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        labels = {"granted": "同意", "refused": "不予", "withdrawn": "撤回", "transferred": "移送", "revoked": "撤销",
                  "closed": "办结"}  # fmt: skip
        return labels[self.value]


class Layer(StrEnum):
    """Who reads an entry of a case: everybody, the applicant, other bodies on it, or the handling body alone."""

    PUBLIC = "public"
    APPLICANT = "applicant"
    BODIES = "bodies"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        return {"public": "公开", "applicant": "申请人可见", "bodies": "部门间", "internal": "内部"}[self.value]


class LinkKind(StrEnum):
    """How one case stands to another."""

    ARISES_FROM = "arises_from"
    SUPPORTS = "supports"
    DUPLICATES = "duplicates"

    @property
    def label(self) -> str:
        return {"arises_from": "由此引起", "supports": "佐证", "duplicates": "重复"}[self.value]

    @property
    def label_back(self) -> str:
        """As the case that is linked to tells it."""
        return {"arises_from": "引起", "supports": "由其佐证", "duplicates": "重复"}[self.value]
