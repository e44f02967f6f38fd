"""Named programmes 「专项、行动、工程、活动」 and audiences 「对象」 that a measure names."""

import re

from .words import words

_KINDS = r"(?:专项行动|行动计划|行动|工程|计划|活动|专项|项目|大赛|试点示范|试点|示范|模式|品牌|百日|攻坚战|攻坚)"
_QUOTED = re.compile(rf"[“「]([^“”「」\n]{{2,30}})[”」](?:[\u4e00-\u9fff]{{0,8}}?{_KINDS})?")
_ENDS_KIND = re.compile(_KINDS + r"$")
_NAMED = re.compile(
    r"(?:实施|开展|推进|启动|组织|深化|落实|推行|举办|推广|参与|申报|承担|开展好|继续开展|组织实施|深入实施|大力实施)(?:好)?(?:国家|全国|全省|全市|省级|新一轮)?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z+·]{2,22}?(?:专项行动|提升行动|攻坚行动|行动计划|培育计划|培养计划|提升计划|工程|提升行动|专项整治|千人计划|大赛))"
)
_VERBAL = re.compile(r"^(?:一批|各类|各项|若干|相关|有关|重点|重大|一系列|多种|系列|专项)|[的和与及在对将]|建设工程$")

_AUDIENCES = words(
    """
    中小微企业 小微企业 中小企业 科技型中小企业 科技型企业 高新技术企业 国有企业 民营企业 龙头企业
    规模以上企业 企事业单位 企业 高等院校 高等学校 高校 科研院所 科研机构 科研单位 事业单位 社会团体
    行业协会 行业组织 金融机构 银行 保险机构 服务机构 代理机构 中介机构 创新主体 市场主体 园区 孵化器
    众创空间 个体工商户 农民专业合作社 合作社 农户 农民 农牧民 育种者 权利人 专利权人 发明人 消费者
    公众 青少年 大学生 学生 中小学生 教师 领导干部 党政领导干部 专业技术人员 科技人员 科研人员 执法人员
    管理人员 从业人员 高层管理人员 高层次人才 人才 创业者 贫困地区 脱贫地区 乡镇 社区 老年人 残疾人
    妇女 儿童 退役军人 劳动者 职工 就业困难人员
    """
)
_AUDIENCE = re.compile("|".join(sorted(map(re.escape, _AUDIENCES), key=len, reverse=True)))
_TARGETING = re.compile(
    r"(?:支持|鼓励|引导|指导|面向|服务|帮助|针对|对|为|推动|组织|帮扶|扶持|培训|促进|激励|资助|在|向|加大对|和|与|、|及)(?:有条件的?|符合条件的?|各类|省内|我省|全省|市内|我市|广大|各|重点|本地|边远|专业)*$"
)


def find_programmes(sentence: str) -> tuple[str, ...]:
    """The names of programmes in a sentence, as written and without quotation marks."""
    found: list[tuple[int, str]] = []
    for match in _QUOTED.finditer(sentence):
        if match.group()[-1] not in "”」" or _ENDS_KIND.search(match[1]):
            found.append((match.start(), match[1]))
    for match in _NAMED.finditer(sentence):
        name = match["name"]
        if not _VERBAL.search(name) and not any(name in other for _, other in found):
            found.append((match.start(), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def find_audiences(sentence: str) -> tuple[str, ...]:
    """Whom a measure addresses: 「支持中小微企业……」, 「面向贫困地区……」."""
    found = []
    for match in _AUDIENCE.finditer(sentence):
        if _TARGETING.search(sentence[max(0, match.start() - 30) : match.start()]):
            found.append(match.group())
    return tuple(dict.fromkeys(found))
