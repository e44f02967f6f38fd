"""The accounts of the demonstration as `make up` prints them."""

from unicodedata import east_asian_width

from ..provinces import current_province, read_rows
from .people import PASSWORD

SHOWN = (
    ("planning", "联席会议办公室经办：计划、任务、填报审核、督办"),
    ("chief", "联席会议办公室负责人：发布、锁定、签发"),
    ("leader", "领导：总览"),
    ("science", "成员单位联络员（省科技厅）"),
    ("commerce", "成员单位联络员（省商务厅，有逾期和督办）"),
    ("haidong", "市州经办（海东市）"),
    ("haidong_chief", "单位负责人（海东市）：审核本单位报送的统计调查"),
    ("guoluo", "市州经办（果洛州，久未填报）"),
    ("support", "资助奖励经办：通知、受理、审核、拟写"),
    ("support_chief", "资助奖励负责人：审批、公示、决定"),
    ("funds", "财务：指标、支付、追回"),
    ("award_secretary", "评审办公室：专家库、分组、抽取"),
    ("credit", "信用档案经办：归档、告知、异议、修复和双公示"),
    ("enforcement", "执法经办：线索、调查、文书、送达"),
    ("enforcement_chief", "执法负责人：立案、强制措施、决定"),
    ("legal", "法制审核：审核案件"),
    ("police_case", "公安联络员：接收移送、反馈立案"),
    ("customs_case", "海关联络员：备案、确权通知、扣留"),
    ("procuratorate", "检察联络员：立案监督"),
    ("court", "法院联络员：司法确认、强制执行"),
    ("mediator", "调解员：主持纠纷调解"),
    ("mediation_clerk", "调解组织秘书：为本组织的调解员办理"),
    ("appraiser", "鉴定机构：受理委托、出具意见"),
    ("platform", "平台联络员：收到网络侵权通知、答复处理结果"),
    ("applicant", "申请人：代表一家企业申报和查看进度"),
    ("expert", "评审专家：为本人办理评审"),
    ("inspector", "监督检查人员：只读"),
    ("system", "系统管理员"),
    ("security", "安全管理员"),
    ("audit", "审计管理员"),
)


def accounts_text() -> str:
    """A table of the main accounts: who, account, password."""
    folder = current_province().path("demo")
    people = {row["account"]: row for name in ("people", "outsiders") for row in read_rows(folder / f"{name}.csv")}
    rows = [("账号", "人物（均为虚构）", "岗位"), *((one, people[one]["name"], post) for one, post in SHOWN)]
    widths = [max(_width(row[place]) for row in rows) for place in range(2)]
    lines = [f"  {_filled(row[0], widths[0])}  {_filled(row[1], widths[1])}  {row[2]}" for row in rows]
    head = f"演示账号 {len(people)} 个，密码都是 {PASSWORD}；演示账号只在演示省份中存在。主要账号："
    return "\n".join(
        [
            head,
            *lines,
            "  其余成员单位和市州的账号见“单位”页，或演示数据 people.csv；其余申请人和专家见 outsiders.csv。",
        ]
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "FW" else 1 for sign in text)


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
