"""Codes and their official Chinese labels."""

from qingzhi.base.terms import Term

# ── versions ────────────────────────────────────────────────────────────────────────────────────


class PlanLevel(Term):
    """Whose plan it is."""

    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "市州级"
    COUNTY = "county", "县级"


class VersionState(Term):
    """Where a version of a plan stands; only a draft can be changed."""

    DRAFT = "draft", "草稿"
    PUBLISHED = "published", "现行"
    SUPERSEDED = "superseded", "已被替代"
    WITHDRAWN = "withdrawn", "已撤回"


class Origin(Term):
    """Who found an item in the text."""

    COMPILED = "compiled", "自动识别"
    PERSON = "person", "人工"


class BodyRole(Term):
    """What a body does for a measure."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"
    JOINT = "joint", "共同"


class Every(Term):
    """How often a measure recurs, or over what a target's value is counted."""

    YEAR = "year", "每年"
    QUARTER = "quarter", "每季度"
    MONTH = "month", "每月"


class Comparator(Term):
    """How a value is to be compared with the one demanded."""

    AT_LEAST = ">=", "不少于"
    MORE_THAN = ">", "超过"
    AT_MOST = "<=", "不超过"
    LESS_THAN = "<", "少于"
    EQUAL = "=", "等于"
    ABOUT = "≈", "左右"
    RANGE = "range", "区间"


class FigureKind(Term):
    """What kind of number it is."""

    STOCK = "stock", "存量"
    FLOW = "flow", "增量"
    GROWTH = "growth", "增长率"
    COVERAGE = "coverage", "覆盖率"
    RATIO = "ratio", "比率"
    DURATION = "duration", "时长"


# ── tracking ────────────────────────────────────────────────────────────────────────────────────


class ReportState(Term):
    """Where a progress report stands, from the duty to report to acceptance."""

    OWED = "owed", "待填报"
    DRAFT = "draft", "填报中"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已认可"
    WAIVED = "waived", "免报"
    MISSED = "missed", "未完成填报"


class MemberDuty(Term):
    """What a body is in the joint conference."""

    CONVENER = "convener", "召集人单位"
    LEAD = "lead", "牵头单位"
    MEMBER = "member", "成员单位"


class MeetingKind(Term):
    """What sort of meeting it is."""

    PLENARY = "plenary", "全体会议"
    LIAISON = "liaison", "联络员会议"
    SPECIAL = "special", "专题会议"


class MeetingState(Term):
    """Where a meeting stands."""

    PLANNED = "planned", "筹备中"
    HELD = "held", "已召开"
    MINUTED = "minuted", "已印发纪要"


class GrassrootsItem(Term):
    """What is counted of grass-roots conditions."""

    BODIES = "bodies", "机构"
    FULL_TIME = "full_time_staff", "专职人员"
    PART_TIME = "part_time_staff", "兼职人员"
    CERTIFIED = "certified_officers", "持证执法人员"
    VEHICLES = "vehicles", "执法车辆"
    EQUIPMENT = "equipment", "执法装备"
    TRAINING = "training_attendance", "培训人次"


class SourceKind(Term):
    """The rank of a legal text."""

    LAW = "law", "法律"
    REGULATION = "regulation", "行政法规"
    LOCAL = "local", "地方性法规"
    RULE = "rule", "政府规章"
    DOCUMENT = "document", "规范性文件"


class LegislativeStage(Term):
    """The stages of a legislative project, in order."""

    PROPOSAL = "proposal", "立项"
    DRAFTING = "drafting", "起草"
    CONSULTATION = "consultation", "征求意见"
    REVIEW = "review", "审查审议"
    PUBLISHED = "published", "已公布"
    IN_FORCE = "in_force", "已施行"


class Adoption(Term):
    """What became of a comment on a draft."""

    YES = "yes", "采纳"
    PARTLY = "partly", "部分采纳"
    NO = "no", "未采纳"
