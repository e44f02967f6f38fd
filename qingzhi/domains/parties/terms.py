"""Codes of parties and their official Chinese labels."""

from qingzhi.base.terms import Term


class PartyKind(Term):
    """What a party is 「主体类型」."""

    ENTERPRISE = "enterprise", "企业"
    UNIVERSITY = "university", "高等院校"
    INSTITUTE = "institute", "科研院所"
    AGENCY = "agency", "服务机构"
    BANK = "bank", "金融机构"
    PUBLIC_BODY = "public_body", "机关事业单位"
    COOPERATIVE = "cooperative", "农民专业合作社"
    ASSOCIATION = "association", "社会团体"
    INDIVIDUAL = "individual", "个人"
    OTHER = "other", "其他"


class EnterpriseSize(Term):
    """The size of an enterprise 「企业划型」 by 统计上大中小微型企业划分办法(2017)."""

    MICRO = "micro", "微型"
    SMALL = "small", "小型"
    MEDIUM = "medium", "中型"
    LARGE = "large", "大型"


class NameKind(Term):
    """What a name of a party is."""

    OFFICIAL = "official", "登记名称"
    FORMER = "former", "曾用名"
    ALIAS = "alias", "别名或异写"
    TIBETAN = "tibetan", "藏文名称"
    LATIN = "latin", "外文或拉丁转写"


class IdentifierScheme(Term):
    """Whose number identifies a party."""

    CREDIT_CODE = "uscc", "统一社会信用代码"
    ORGANISATION_CODE = "org", "组织机构代码"
    REGISTRATION = "registration", "工商注册号"
    IDENTITY_CARD = "id_card", "公民身份号码"
    FOREIGN = "foreign", "境外登记号"


class LinkKind(Term):
    """How one party belongs to another, read from the first to the second."""

    PARENT = "parent", "上级（母公司）"
    BRANCH = "branch", "总公司（分支机构所属）"
    SUCCESSOR = "successor", "承继单位"
    INSTITUTE_OF = "institute_of", "所属院校"


class PartyFlag(Term):
    """Recognitions that hold for a time 「资质标记」; the list is widened by a row of the reference table."""

    HIGH_TECH = "high_tech", "高新技术企业"
    TECH_SME = "tech_sme", "科技型企业"
    LITTLE_GIANT = "little_giant", "科技小巨人企业"
    ADVANTAGE = "advantage", "知识产权优势企业"
    MODEL = "model", "知识产权示范企业"
    LEADING_FARM = "leading_farm", "农牧业产业化龙头企业"
    OLD_BRAND = "old_brand", "老字号"
    EXPORTER = "exporter", "“走出去”企业"


class QuestionState(Term):
    """Where a question about two spellings stands."""

    OPEN = "open", "待核"
    MERGED = "merged", "已归并"
    DISTINCT = "distinct", "确认不同"
    OBSOLETE = "obsolete", "已失效"
