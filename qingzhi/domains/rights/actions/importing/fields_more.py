"""The fields of geographical indications, works and software, plant varieties and layout designs."""

from qingzhi.engine.imports.kinds import Field

from .fields import EXPIRY, LONG, holder_fields, status_fields

GI_FIELDS = (
    Field("number", "登记证书编号", ("公告号", "证书编号", "登记编号", "编号", "批准公告号", "产品编号", "number"), example="AGI2014-02-1466"),
    Field("title", "产品名称", ("名称", "地理标志名称", "地理标志产品名称", "保护产品名称", "title"), required=True, example="柴达木枸杞", longest=LONG),
    Field("type", "类型", ("地理标志类型", "保护类型", "type"), example="地理标志产品"),
    Field("category", "产品类别", ("类别", "产品种类", "category"), example="果品"),
    Field("area", "保护范围", ("产地范围", "地域范围", "地域保护范围", "划定的产地范围", "area"), longest=LONG),
    Field("announcement", "公告文号", ("公告", "批准公告", "批准文号", "批准公告文号", "保护公告", "announcement"), example="2014年第96号"),
    Field("registered_on", "登记日期", ("批准日期", "公告日期", "保护日期", "批准保护日期", "登记日", "批准日", "registered_on"), example="2014-08-25"),
    *status_fields("保护状态"),
    *holder_fields("申请人", "证书持有人", "申请机构", "登记证书持有人", "申请单位", "保护申请人"),
    Field("users", "核准使用人", ("使用人", "授权使用人", "使用企业", "专用标志使用企业", "核准使用企业", "用标企业", "users"), longest=LONG),
)  # fmt: skip

COPYRIGHT_FIELDS = (
    Field("number", "登记号", ("作品登记号", "软件登记号", "登记证书号", "作品登记证书号", "著作权登记号", "registration_number", "number"), required=True, example="国作登字-2017-F-00123456"),
    Field("title", "名称", ("作品/软件名称", "作品名称", "软件名称", "软件全称", "作品（软件）名称", "著作权名称", "title"), example="某某管理系统", longest=LONG),
    Field("kind", "登记种类", ("著作权类型", "登记类型", "种类", "版权类型", "kind"), example="软件"),
    Field("category", "作品类别", ("作品类型", "类别", "作品种类", "category"), example="美术"),
    Field("version", "版本号", ("软件版本", "软件版本号", "版本", "version"), example="V1.0"),
    Field("certificate_number", "证书号", ("软件证书号", "软著登字号", "证书编号", "certificate_number"), example="软著登字第1234567号"),
    Field("author", "作者", ("作者姓名", "创作者", "开发者", "author"), longest=LONG),
    Field("completed_on", "创作或开发完成日期", ("创作/开发完成日期", "创作完成日期", "开发完成日期", "创作完成日", "开发完成日", "完成日期", "创作完成时间", "completed_on")),
    Field("published_on", "首次发表日期", ("首次发表日", "发表日期", "首次发表时间", "首次出版/制作日期", "published_on")),
    Field("registered_on", "登记日期", ("登记批准日期", "登记日", "发证日期", "登记时间", "registered_on"), example="2017-06-01"),
    Field("expires_on", "期限届满日", EXPIRY),
    *status_fields(),
    *holder_fields("著作权人", "版权所有人", "著作权人姓名或名称", "作品著作权人", "软件著作权人"),
)  # fmt: skip

VARIETY_FIELDS = (
    Field("number", "品种权号", ("品种权证书号", "授权号", "公告号", "申请号/品种权号", "number"), example="CNA20191001453"),
    Field("application_number", "申请号", ("品种权申请号", "application_number"), example="20191001453"),
    Field("title", "品种名称", ("名称", "品种暂定名称", "新品种名称", "title"), example="青某1号", longest=LONG),
    Field("field", "领域", ("类别", "品种领域", "授权部门", "农业/林业", "field"), example="农业"),
    Field("genus", "植物种属", ("属种", "属或种", "种属", "所属的属或种", "植物种类", "作物", "作物名称", "植物属（种）", "genus"), example="大麦属"),
    Field("breeder", "培育人", ("育种人", "品种培育人", "breeder"), longest=LONG),
    Field("applied_on", "申请日", ("申请日期", "applied_on")),
    Field("published_on", "申请公告日", ("公告日", "初审公告日", "公布日", "published_on")),
    Field("registered_on", "授权日", ("授权公告日", "授权日期", "品种权授权日", "registered_on")),
    Field("expires_on", "期限届满日", EXPIRY),
    *status_fields("品种权状态"),
    *holder_fields("品种权人", "品种权申请人", "申请人", "共同品种权人"),
)  # fmt: skip

LAYOUT_FIELDS = (
    Field("number", "布图设计登记号", ("登记号", "布图登记号", "布图设计号", "申请号", "number"), required=True, example="BS.175001234"),
    Field("title", "布图设计名称", ("名称", "title"), longest=LONG),
    Field("category", "布图设计类别", ("类别", "结构、技术、功能", "分类", "category")),
    Field("applied_on", "申请日", ("布图设计申请日", "申请日期", "applied_on")),
    Field("registered_on", "公告日期", ("登记公告日", "公告日", "颁证日", "登记日期", "布图设计颁证日", "专有权公告日期", "registered_on")),
    Field("first_used_on", "首次投入商业利用日", ("首次商业利用日", "首次投入商业利用时间", "首次商业利用日期", "first_used_on")),
    Field("expires_on", "期限届满日", EXPIRY),
    *status_fields(),
    *holder_fields("布图设计权利人", "布图设计申请人", "专有权人", "申请人"),
)  # fmt: skip
