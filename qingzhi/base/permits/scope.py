"""How far a grant reaches."""

from enum import StrEnum


class Scope(StrEnum):
    """The rows that a grant reaches, narrow to wide."""

    BODY = "body"  # 本单位
    REGION = "region"  # 本地区(含所辖)
    ALL = "all"  # 全部

    @property
    def label(self) -> str:
        return {"body": "本单位", "region": "本地区及所辖", "all": "全部"}[self.value]

    @property
    def width(self) -> int:
        return list(Scope).index(self)
