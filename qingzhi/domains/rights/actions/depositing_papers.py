"""The certificate of a deposit 「存证证书」 as an official document."""

from django.utils.timezone import localtime

from qingzhi.base.identity.models import Body
from qingzhi.engine.documents.kinds import document_kind
from qingzhi.engine.documents.rules.drawing import Align, Block, Heading, Item, Kind, OfficialDocument, Paragraph, Table

from ..models import Deposit

CERTIFICATE = document_kind("rights.deposit_certificate", "存证证书").code
SERIES = "deposit-certificate"
HALF = 32  # hexadecimal digits on one line of the table
LOCAL = "示例时间戳，无法律效力"


def certificate_paper(number: str, deposit: Deposit, office: Body) -> OfficialDocument:
    """The certificate: what was deposited, when, and what that proves."""
    return OfficialDocument(
        kind=Kind.LETTER,  # the form of a letter leaves the first page room for the table
        issuer_head=f"{office.name}存证证书",
        number=number,
        title="电子数据存证证书",
        body=tuple(_body(deposit)),
        signatory=office.name,
        dated_on=localtime(deposit.deposited_at).date(),
        words=("存证证书", "电子数据"),
    )


def _body(deposit: Deposit) -> list[Block]:
    """One line before the table, so that it stands on the first page; a local stamp says first that it proves nothing."""
    return [
        Paragraph("下列文件的摘要已登记存证：", lead=f"{LOCAL}。" if deposit.authority_is_local else ""),
        Table(header=("项目", "内容"), rows=_rows(deposit), widths=(1, 3.2), alignment=(Align.CENTER, Align.LEFT)),
        Heading(1, "一、证明的事项"),
        Paragraph(
            PROVED, lead="本证书的时间戳由本机示例机构签发，只供演示和试用。" if deposit.authority_is_local else ""
        ),
        Heading(1, "二、不证明的事项"),
        Paragraph(
            "本证书不证明文件内容真实、合法，不证明创作过程和权利归属，不代替专利申请、著作权登记和商业秘密的保密措施。"
        ),
        Heading(1, "三、核验的办法"),
        Item("扫描末页二维码或在核验网页选择原文件，文件只在本机浏览器内计算摘要，不上传。", "1."),
        Item("不经本系统，也可以凭证据包中的时间戳（RFC 3161）和声明签名（CMS），用 openssl 核验。", "2."),
        Item("时间戳和签名采用 SHA-256 和 ECDSA P-256；SM3 摘要一并登记，未采用 SM2 签名。", "3."),
    ]


PROVED = "凭与上述两项摘要相符的文件，可以证明该文件在时间戳所记时间已经存在，此后未被改动；文件本身未提交、未留存。"


def _rows(deposit: Deposit) -> tuple[tuple[str, str], ...]:
    at = localtime(deposit.token_at)
    return (
        ("存证名称", deposit.title),
        ("类别", f"{deposit.get_kind_display()}，{_version(deposit)}"),
        ("权利人", deposit.holder_name),
        ("文件大小", f"{deposit.size:,} 字节"),
        ("SHA-256", _broken(deposit.sha256)),
        ("SM3", _broken(deposit.sm3)),
        ("时间戳时间", f"{at:%Y-%m-%d %H:%M:%S}（北京时间）"),
        ("签发者", f"{deposit.authority}\n序列号 {deposit.token_serial}"),
    )


def _broken(digest: str) -> str:
    return f"{digest[:HALF]}\n{digest[HALF:]}"


def _version(deposit: Deposit) -> str:
    before = f"，上一版本见{deposit.previous.number}" if deposit.previous else ""
    return f"第{deposit.version}版{before}"
