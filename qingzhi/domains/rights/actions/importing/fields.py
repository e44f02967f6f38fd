"""The fields of patents and trademarks, with the names that national exports and commercial databases give them."""

from qingzhi.engine.imports.kinds import Field

LONG = 60_000


def holder_fields(who: str, *more: str) -> tuple[Field, ...]:
    """Who has the right, where, in which region: what every register writes alike."""
    return (
        Field(
            "holders", who,
            ("权利人", "权利人名称", "持有人", "所有人", "申请人/权利人", "第一申请人", "holder", "holders", "applicant", "owner", *more),
            example="青海某某有限公司；某某大学", longest=LONG,
        ),
        Field(
            "address", "地址",
            ("申请人地址", "权利人地址", "注册人地址", "联系地址", "通讯地址", "住所", "详细地址", "第一申请人地址", "申请（专利权）人地址", "注册人地址（中文）",
             "申请人地址（中文）", "address"),
            example="810000 青海省西宁市城西区某某路1号", longest=LONG,
        ),
        Field(
            "region", "地区",
            ("国省代码", "国别省市代码", "申请人国别省市", "申请人所在省", "申请人所在国（省）", "省份", "所在省市", "地区代码", "行政区划", "行政区划代码", "区划代码",
             "所属地区", "市州", "申请人区域代码", "region", "region_code", "province"),
            example="630104",
        ),
    )  # fmt: skip


def status_fields(*more: str) -> tuple[Field, ...]:
    """The legal status and since when."""
    return (
        Field(
            "status", "法律状态",
            ("当前法律状态", "最新法律状态", "状态", "案件状态", "专利状态", "有效性", "简单法律状态", "专利有效性", "权利状态", "status", "legal_status", *more),
            example="有效",
        ),
        Field(
            "status_on", "状态日期",
            ("法律状态日期", "法律状态公告日", "法律状态更新日", "法律状态更新时间", "法律状态变更日", "失效日", "失效日期", "终止日", "状态更新日期", "status_on", "status_date"),
            example="2018-05-11",
        ),
    )  # fmt: skip


EXPIRY = (
    "届满日",
    "期限届满日",
    "有效期届满日",
    "到期日",
    "有效期至",
    "保护期限届满日",
    "失效日（预估）",
    "预估到期日",
    "expires_on",
    "expiry_date",
)

PATENT_FIELDS = (
    Field(
        "number", "申请号",
        ("专利号", "专利申请号", "申请（专利）号", "专利号/申请号", "申请号/专利号", "申请编号", "案件编号", "application_number", "number", "app_no"),
        required=True, example="201710601862.3",
    ),
    Field("title", "发明名称", ("名称", "专利名称", "标题", "发明创造名称", "实用新型名称", "外观设计名称", "专利标题", "标题（中文）", "题名", "title"), example="一种盐湖提锂装置", longest=LONG),
    Field("type", "专利类型", ("类型", "专利种类", "申请类型", "种类", "专利类别", "patent_type", "type"), example="发明"),
    Field("applied_on", "申请日", ("申请日期", "专利申请日", "提交日", "filing_date", "applied_on", "application_date"), example="2017-07-21"),
    Field("publication_number", "公开（公告）号", ("公开号", "公布号", "申请公布号", "公开公告号", "文献号", "公告号", "publication_number", "pub_no"), example="CN106844774A"),
    Field("published_on", "公开（公告）日", ("公开日", "公布日", "申请公布日", "公开日期", "公开公告日", "公布日期", "publication_date", "published_on"), example="2018-01-09"),
    Field("grant_number", "授权公告号", ("授权号", "授权公布号", "授权公开号", "grant_number"), example="CN106844774B"),
    Field("registered_on", "授权公告日", ("授权日", "授权日期", "公告日", "授权公告日期", "颁证日", "专利授权日", "grant_date", "registered_on"), example="2018-06-22"),
    Field("expires_on", "期限届满日", EXPIRY, example="2037-07-20"),
    *status_fields(),
    *holder_fields(
        "申请（专利权）人", "申请人", "专利权人", "当前专利权人", "申请（专利权）人名称", "申请人名称", "专利权人名称", "当前权利人", "当前申请（专利权）人", "申请人/专利权人",
        "原始申请（专利权）人",
    ),
    Field("inventors", "发明（设计）人", ("发明人", "设计人", "发明人/设计人", "发明（设计）人姓名", "inventor", "inventors"), example="张某；李某", longest=LONG),
    Field("agency", "代理机构", ("专利代理机构", "代理机构名称", "代理公司", "agency", "agent"), example="某某专利代理事务所"),
    Field("main_class", "主分类号", ("IPC主分类号", "主IPC分类号", "主分类", "IPC主分类", "main_ipc", "main_class"), example="C01D15/08"),
    Field("classes", "分类号", ("IPC分类号", "国际专利分类号", "全部分类号", "IPC", "IPC号", "国际分类号", "洛迦诺分类号", "洛迦诺（LOC）分类号", "ipcs", "classes"), example="C01D15/08；C02F1/44", longest=LONG),
    Field("abstract", "摘要", ("摘要（中文）", "简要说明", "文摘", "摘要内容", "abstract"), longest=LONG),
    Field("claim_count", "权利要求项数", ("权利要求数", "权利要求数量", "权项数", "权利要求个数", "claims", "claim_count"), example="8"),
    Field("priority", "优先权", ("优先权号", "优先权信息", "优先权数据", "优先权项", "priority"), example="US 62/123456 2016-07-22", longest=LONG),
)  # fmt: skip

TRADEMARK_FIELDS = (
    Field(
        "number", "注册号",
        ("商标注册号", "申请/注册号", "申请号/注册号", "注册/申请号", "商标号", "注册证号", "申请号", "商标申请号", "reg_no", "registration_number", "number"),
        required=True, example="12345678",
    ),
    Field("title", "商标名称", ("商标", "名称", "商标文字", "商标标识", "商标中文", "mark", "title"), example="大美青海", longest=LONG),
    Field("type", "商标类型", ("类型", "商标种类", "商标性质", "type"), example="一般"),
    Field("classes", "国际分类", ("类别", "国际分类号", "商标类别", "类号", "尼斯分类", "分类", "国际类别", "商品类别", "nice", "classes"), example="29；30", longest=LONG),
    Field("goods", "核定使用商品", ("商品/服务", "商品/服务项目", "核定商品", "核定使用商品/服务", "使用商品", "商品服务列表", "核定使用商品或服务", "商品服务", "goods"), longest=LONG),
    Field("applied_on", "申请日期", ("申请日", "提交日期", "applied_on"), example="2015-03-02"),
    Field("preliminary_on", "初审公告日期", ("初审公告日", "初步审定公告日", "初步审定公告日期", "preliminary_on"), example="2016-01-13"),
    Field("registered_on", "注册公告日期", ("注册日期", "注册日", "注册公告日", "核准注册日", "核准注册日期", "专用权开始日期", "专用权起始日", "registered_on"), example="2016-04-14"),
    Field("expires_on", "专用权期限至", ("专用权期限", "专用期限", "专用权截止日期", "专用权结束日期", "有效期", "商标有效期", "专用权期限止", *EXPIRY), example="2026-04-13"),
    *status_fields("商标状态", "商标法律状态", "流程状态"),
    *holder_fields("注册人", "商标注册人", "申请人", "申请人名称", "注册人名称", "申请人名称（中文）", "注册人名称（中文）", "商标权人", "商标申请人"),
    Field("agency", "代理机构", ("代理人", "代理组织", "代理机构名称", "商标代理机构", "代理/办理机构", "agency")),
    Field("is_gi", "是否地理标志", ("地理标志", "是否地理标志商标", "地标", "is_gi"), example="否"),
)  # fmt: skip
