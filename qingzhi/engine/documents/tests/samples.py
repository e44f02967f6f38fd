"""Documents as an office would issue them, for the tests; every person in them is invented 「示例」."""

from __future__ import annotations

from datetime import date

from qingzhi.engine.documents.rules.drawing import (
    Align,
    Attachment,
    Attendance,
    Heading,
    Item,
    Kind,
    OfficialDocument,
    Paragraph,
    Table,
    Urgency,
    Verification,
)

OFFICE = "青海省知识产权工作联席会议办公室"

LONG = (
    "各地区、各成员单位要切实提高政治站位，把知识产权工作摆在更加突出的位置，主要负责同志亲自过问，分管负责同志具体负责，"
    "逐级压实责任，逐项明确措施、时限和要求，确保年度各项目标任务按期完成。对工作推进不力、连续两个季度排名靠后的地区和单位，"
    "联席会议办公室将予以通报，并视情开展约谈。"
)


def supervision() -> OfficialDocument:
    """「督办单」 to a prefecture with three tasks overdue."""
    tasks = Table(
        header=("序号", "任务事项", "责任单位", "原定时限", "逾期", "办理要求"),
        rows=(
            (
                "1",
                "建立专利行政执法与刑事司法衔接工作机制",
                "海东市科技局",
                "3月31日",
                "40天",
                "报送机制文件及首次会议纪要",
            ),
            (
                "2",
                "完成年度企业专利权质押融资对接活动（不少于2场）",
                "海东市科技局\n海东市金融办",
                "4月15日",
                "25天",
                "报送活动总结、签约清单",
            ),
            (
                "3",
                "中小学知识产权教育试点学校实地核验",
                "海东市教育局",
                "4月30日",
                "10天",
                "报送核验记录和整改清单",
            ),
        ),
        widths=(1.3, 5, 3.4, 2.6, 1.7, 4),
        alignment=(Align.CENTER, Align.LEFT, Align.LEFT, Align.CENTER, Align.CENTER, Align.LEFT),
        caption="逾期任务清单",
    )
    return OfficialDocument(
        kind=Kind.SUPERVISION,
        issuer_head=f"{OFFICE}文件",
        number="青知联办〔2018〕3号",
        title="关于限期办理海东市逾期知识产权重点任务的督办单",
        addressees=("海东市人民政府",),
        body=(
            Paragraph(
                "根据《青海省知识产权工作联席会议制度》和年度任务分工，经核对任务台账，截至2018年5月10日，你市有3项任务逾期未办结，"
                "已影响全省年度目标的完成。现予督办，请按下列要求抓紧办理。"
            ),
            Heading(1, "一、逾期任务"),
            tasks,
            Heading(1, "二、办理要求"),
            Heading(2, "（一）明确责任。", "由你市分管负责同志牵头，逐项确定责任单位和责任人，倒排工期。"),
            Heading(
                2,
                "（二）限期办结。",
                "上述任务应于2018年5月31日前全部办结，确有困难不能按期办结的，应当于期限届满前书面说明理由。",
            ),
            Heading(
                2, "（三）书面反馈。", "办理结果及佐证材料于办结后3个工作日内报送联席会议办公室，由联席会议办公室核销。"
            ),
            Heading(1, "三、其他事项"),
            Paragraph("逾期仍未办结且未说明理由的，联席会议办公室将按规定提请联席会议约谈，并纳入年度考核。"),
        ),
        signatory=OFFICE,
        dated_on=date(2018, 5, 10),
        note="联系人：张某某（示例），联系电话：0971-0000000",
        cc=("省人民政府办公厅", "省知识产权工作联席会议各成员单位", "海东市科技局、教育局、金融办"),
        printed_by=OFFICE,
        printed_on=date(2018, 5, 11),
        urgency=Urgency.URGENT,
        verification=Verification("7K3M-Q9XD"),
    )


def bulletin() -> OfficialDocument:
    """「通报」 of three pages with tables by body and by prefecture."""
    bodies = Table(
        header=("责任单位", "任务数", "已办结", "正常推进", "逾期", "办结率"),
        rows=tuple(
            (name, str(total), str(done), str(total - done - late), str(late), f"{done / total:.0%}")
            for name, total, done, late in (
                ("省科技厅（知识产权局）", 18, 11, 1), ("省发展改革委", 6, 4, 0), ("省教育厅", 5, 2, 2),
                ("省公安厅", 4, 3, 0), ("省财政厅", 5, 5, 0), ("省农牧厅", 7, 4, 1), ("省商务厅", 6, 3, 1),
                ("省工商局", 9, 7, 0), ("省新闻出版广电局", 6, 4, 0), ("西宁海关", 3, 2, 0),
            )
        ),
        widths=(4, 1.4, 1.4, 1.6, 1.4, 1.6),
        alignment=(Align.LEFT, *(Align.CENTER,) * 5),
        caption="表1　省级各责任单位任务办理情况",
        unit="单位：项",
    )  # fmt: skip
    prefectures = Table(
        header=("地区", "发明专利申请量", "同比增长", "每万人口发明专利拥有量", "任务办结率", "评价"),
        rows=(
            ("西宁市", "1,286", "18.4%", "4.62", "72%", "正常"),
            ("海东市", "214", "9.7%", "0.58", "41%", "滞后"),
            ("海西州", "302", "12.1%", "1.93", "60%", "正常"),
            ("海南州", "66", "7.5%", "0.41", "55%", "预警"),
            ("海北州", "41", "5.1%", "0.39", "57%", "预警"),
            ("黄南州", "28", "3.7%", "0.22", "50%", "预警"),
            ("果洛州", "9", "—", "0.08", "47%", "滞后"),
            ("玉树州", "12", "9.1%", "0.06", "52%", "预警"),
        ),
        widths=(2, 2.2, 1.8, 2.6, 2, 1.5),
        alignment=(Align.CENTER, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.CENTER),
        caption="表2　各市州主要指标完成情况",
    )
    return OfficialDocument(
        kind=Kind.BULLETIN,
        issuer_head=f"{OFFICE}文件",
        number="青知联办〔2018〕7号",
        title="关于2018年上半年全省知识产权重点任务进展情况的通报",
        addressees=("各市、自治州人民政府", "联席会议各成员单位"),
        words=("青海省",),
        body=(
            Paragraph("按照联席会议工作安排，现将2018年上半年全省知识产权重点任务进展情况通报如下。数据截至2018年6月30日。"),
            Heading(1, "一、总体情况"),
            Paragraph(
                "上半年，全省共承担重点任务69项，已办结45项，正常推进19项，逾期5项，办结率65.2%。全省发明专利申请1,958件，"
                "同比增长15.6%；每万人口发明专利拥有量2.31件，比上年末增加0.18件；专利权质押融资登记金额3.4亿元。"
            ),
            bodies,
            Heading(1, "二、主要成效"),
            Heading(2, "（一）创造质量稳步提升。", "各地区突出质量导向，落实资助政策调整要求，发明专利占比达到38.2%，较上年同期提高3.1个百分点。"),
            Heading(2, "（二）运用效益逐步显现。", "组织银企对接活动11场，17家企业获得专利权质押贷款。"),
            Heading(2, "（三）保护力度不断加强"),
            Heading(3, "1.行政执法"),
            Paragraph("全省查处假冒专利案件126件，调处专利侵权纠纷14件，结案率92.9%，结案时限均在法定期限以内。"),
            Heading(3, "2.司法衔接"),
            Item("建立省级行政执法与刑事司法衔接联席机制；", "（1）"),
            Item("西宁市、海西州已经实现案件信息共享。", "（2）"),
            Heading(1, "三、各地区情况"),
            prefectures,
            Heading(1, "四、存在问题"),
            Paragraph("个别单位对牵头任务重视不够，存在等靠思想。", lead="一是任务推进不平衡。"),
            Paragraph("部分地区报送材料不及时、不完整，台账与实际不符。", lead="二是数据质量不高。"),
            Heading(1, "五、下一步要求"),
            Paragraph(LONG),
        ),
        attachments=(Attachment("逾期任务清单"), Attachment("下半年重点任务安排表")),
        signatory=OFFICE,
        dated_on=date(2018, 7, 12),
        cc=("省委办公厅", "省人民政府办公厅"),
        printed_by=OFFICE,
        printed_on=date(2018, 7, 13),
        verification=Verification("4HTN-2WRC", "https://example.gov.cn/v/"),
    )  # fmt: skip


def letter() -> OfficialDocument:
    """「函」 with a long title."""
    return OfficialDocument(
        kind=Kind.LETTER,
        issuer_head="青海省科学技术厅",
        number="青科函〔2018〕46号",
        title="青海省科学技术厅关于商请协助核实《青海省“十三五”知识产权保护和运用规划》实施情况中期评估有关统计数据的函",
        words=("青海省", "青海省科学技术厅"),
        addressees=("省统计局",),
        body=(
            Paragraph(
                "为做好《青海省“十三五”知识产权保护和运用规划》中期评估工作，需核实2016年至2017年我省知识产权密集型产业增加值、"
                "规模以上工业企业研究与试验发展经费支出等有关统计数据。现将需核实的数据清单随函送上，请予协助核实，并于2018年6月15日前函复我厅。"
            ),
            Paragraph("感谢对我省知识产权工作的大力支持。"),
            Paragraph("专此函达。"),
        ),
        attachments=(
            Attachment(
                "需核实统计数据清单",
                (
                    Table(
                        ("序号", "指标名称", "年度", "单位"),
                        (
                            ("1", "知识产权密集型产业增加值", "2016—2017", "亿元"),
                            ("2", "规模以上工业企业研究与试验发展经费支出", "2016—2017", "万元"),
                        ),
                        widths=(1, 6, 2.5, 1.5),
                    ),
                ),
            ),
        ),
        signatory="青海省科学技术厅",
        dated_on=date(2018, 5, 28),
        note="联系人：李某某（示例），联系电话：0971-0000000",
        cc=("省人民政府办公厅",),
    )


def minutes() -> OfficialDocument:
    """「会议纪要」 with a head of its own."""
    return OfficialDocument(
        kind=Kind.MINUTES,
        issuer_head="青海省知识产权工作联席会议纪要",
        number="第2期",
        title="2018年第一次全体会议纪要",
        body=(
            Paragraph(
                "2018年3月20日，省知识产权工作联席会议召集人王某某（示例）主持召开2018年第一次全体会议，听取2017年全省知识产权工作情况汇报，"
                "审议2018年重点任务分工方案。现纪要如下。"
            ),
            Heading(1, "一、关于2017年工作情况"),
            Paragraph("会议认为，2017年全省知识产权工作取得积极进展，主要指标好于预期。" + LONG),
            Heading(1, "二、关于2018年重点任务"),
            Paragraph("会议原则同意《2018年重点任务分工方案》，由联席会议办公室根据会议意见修改后印发实施。"),
            Heading(2, "（一）强化督办。", "会议强调，对逾期任务实行督办单制度，逐项核销。"),
            Heading(2, "（二）强化考核。", "会议要求，将任务办结率纳入年度考核。"),
        ),
        attendance=(
            Attendance(
                "出席",
                (
                    "王某某（示例）",
                    "赵某某（示例）",
                    "钱某某（示例）",
                    "孙某某（示例）",
                    "周某某（示例）",
                    "吴某某（示例）",
                ),
            ),
            Attendance("请假", ("郑某某（示例）",)),
            Attendance("列席", ("冯某某（示例）", "陈某某（示例）")),
        ),
        signatory=OFFICE,
        dated_on=date(2018, 3, 26),
        cc=("联席会议召集人、副召集人", "各成员单位"),
        printed_by=OFFICE,
        printed_on=date(2018, 3, 26),
        verification=Verification("9BRT-6HJE"),
    )


SAMPLES = {"supervision": supervision, "bulletin": bulletin, "letter": letter, "minutes": minutes}
