"""The notice to a platform 「平台通知书」: declared with a built-in text (默认，待确认)."""

from pathlib import Path

from qingzhi.engine.documents.notices import notice_template
from qingzhi.engine.documents.rules.notices import FieldKind, NoticeField, NoticeTemplate

TEXT = Path(__file__).parent / "papers" / "texts" / "online_notice.txt"
FIELDS = (
    ("case_number", "案件编号", FieldKind.TEXT), ("platform", "平台", FieldKind.TEXT), ("shop", "网店", FieldKind.TEXT),
    ("right", "权利", FieldKind.TEXT), ("ground", "事由", FieldKind.TEXT), ("facts", "事实", FieldKind.TEXT),
    ("links", "链接", FieldKind.LINES), ("limit", "期限", FieldKind.TEXT),
)  # fmt: skip
NOTICE = notice_template(
    NoticeTemplate(
        "enforcement.online_notice",
        "网络侵权处置通知书",
        "enforcement",
        tuple(NoticeField(name, label, kind, True) for name, label, kind in FIELDS),
        TEXT.read_text(encoding="utf-8"),
    )
)
