"""The counted figures of a report: found all, found right, and nothing else taken for one."""

import csv
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction import passages, score
from engine.reconciling.extracting.extraction import Found, extract
from engine.reconciling.extracting.not_counted import HIDDEN, hide
from engine.reconciling.extracting.numerals import half_width, value
from tests.conftest import HOMES

HERE = Path(__file__).parent
SEED = (HERE / "report-2024.txt").read_text(encoding="utf-8")
NEVER = 3  # seconds; what does not grow with the square of the text takes a small part of it


def said(text: str) -> list[tuple[float, str, str]]:
    return [(float(found.value), found.unit, found.qualifier) for found in extract(text)]


def only(text: str) -> Found:
    (found,) = extract(text)
    return found


def test_the_published_report_has_its_51_figures_and_no_other() -> None:
    """Its table of figures says exact of what never happened and of a rhythm, with their kind in a column of its own."""
    kinds = {"zero": "zero", "frequency": "frequency"}
    lines = list(csv.DictReader((HOMES / "figures-2024.csv").open(encoding="utf-8-sig")))
    expected = [(float(one["value"]), one["unit"], kinds.get(one["kind"], one["qualifier"])) for one in lines]
    assert len(expected) == 51
    assert sorted(said(SEED)) == sorted(expected)


def test_figures_come_in_the_order_of_the_text_and_stand_where_they_say() -> None:
    found = extract(SEED)
    assert [one.start for one in found] == sorted(one.start for one in found)
    first, rate = found[0], next(one for one in found if one.unit == "%" and one.qualifier == "exact")
    assert (SEED[first.start : first.end], first.phrase) == ("8次", "乡党委理论学习中心组集中学习习近平法治思想8次")
    assert (SEED[rate.start : rate.end], rate.phrase) == ("100%", "群众满意度达到100%")


def test_a_figure_knows_its_sentence_and_the_headings_it_stands_under() -> None:
    found = extract("一、主要成效\n（二）规范执法。\n镇综合执法队检查商户34家，立案2起；另有一事。\n二、不足\n缺员3人")
    assert [(one.section, one.clause) for one in found] == [
        ("一、主要成效/(二)规范执法", "镇综合执法队检查商户34家，立案2起"),
        ("一、主要成效/(二)规范执法", "镇综合执法队检查商户34家，立案2起"),
        ("二、不足", "缺员3人"),
    ]


NOT_FIGURES = """2025-01-25 16:04
〔2025〕4号
2024年
党的二十大和二十届二中、三中全会
第八个五年规划
第一责任人
“第一议题”
第一主课
“一站式”
一次性告知
“最后一公里”
“一壶奶茶调解法”
“行政执法质量三年提升行动”
“三重一大”
“三资”
“红头文件”
行政执法三项制度
“党政同责、一岗双责”
“三管三必须”
24小时值班
三是预防调处矛盾
首次等级评定
“三级网格”
四方面工作
2025年1月9日
一是强化建设责任
乡村两级
“关键少数”
一、上一年度
三、本年度
(一)坚持政治引领
二、法治政府建设存在的不足
《条例》第3条第2款
〔2-03〕
1—10月
连续8年
12·4国家宪法日
“1+6+N”模式
12345热线
一村一法律顾问
1村1顾问
八五普法
四议两公开
双随机、一公开
一支队伍管执法
最多跑一次
三会一课
联系电话：0937-8321234
浏览次数：1204次
— 12 —
第 3 页 共 12 页
排名前10位
超过87%的乡镇街道
较上年增长23%
同比分别增长12.55%、18.33%和20.1%
增长近三成
优于全县90%的兄弟乡镇
同比减少12件
提高3.2个百分点
考核权重提升至15%
满分100分
五年来
5A级
3小时内响应
十四届人大三次会议
两个维护
与群众一起学习
发现一起、查处一起
受理一件、化解一件
这是其中一项
万众一心
市委六届七次、八次全会
一月一次调度
平均、均衡、均等化
应办尽办
无死角、无缝隙
零距离、零容忍
网址https://example.gov.cn/1234567
统一社会信用代码11500230008689607X"""


@pytest.mark.parametrize("phrase", NOT_FIGURES.splitlines())
def test_what_counts_nothing_is_no_figure(phrase: str) -> None:
    assert said(phrase) == said(f"全镇{phrase}，") == said(f"落实{phrase}。") == []


STOCK = """坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大和二十届历次全会精神，增强“四个意识”、坚定“四个自信”、做到“两个维护”，深刻领悟两个确立的决定性意义。
落实一岗双责、党政同责，构建横向到边、纵向到底的一体化格局，形成一级抓一级、层层抓落实的工作机制，做到一张蓝图绘到底、一茬接着一茬干。
严格落实三项制度，推进两法衔接，实现三个清单动态管理，建立健全四项机制，打造五型机关，统筹三大攻坚战。
推行一窗受理、一次告知、一次办结，一网通办、一件事一次办，让群众少跑腿，最多跑一次甚至一次不用跑。
坚持一案一策、一事一议、一企一档、一户一码，开展一对一帮扶。
贯彻落实《中共中央关于全面推进依法治国若干重大问题的决定》和国务院令第713号，依据行政处罚法第二十四条第一款规定。
一支由乡镇干部和村民组成的普法队伍活跃在田间地头，成为一道亮丽的风景线。
一方面，少数干部法治意识不强；另一方面，个别村执法力量薄弱，一些同志存在畏难情绪。
村（社区）“两委”换届后，新老班子一届接着一届干，十年如一日服务群众。
以钉钉子精神抓落实，一锤接着一锤敲，做到件件有着落、事事有回音，矛盾不上交。
三年来，五年规划实施以来，十四五期间，近两年，每年年初，前三季度，上半年，去年同期，下半年。
实行首问负责制、限时办结制、一次性告知制，承诺件5个工作日内办结，即办件30分钟办结，24小时自助服务。
全面推进三治融合、五社联动、六尺巷工作法，落实领导干部四下基层制度，深化千万工程，推进百千万工程。
法治是最好的营商环境，要久久为功，善作善成，为全县高质量发展贡献力量。
以零容忍态度打击违法行为，实现服务零距离、沟通零障碍、监管无死角、执法有温度。
各村均衡发展，平均分配资源，全部力量下沉，均按照职责分工抓好落实。
二十届三中全会提出，到2029年中华人民共和国成立80周年时，完成本决定提出的改革任务。
坚持两手抓、两手都要硬，打好组合拳，下好先手棋，用好三把钥匙。
第一时间处置，第一责任人到场，第二课堂开课，第三方评估，第一书记驻村。
对标对表省委“1310”具体部署，锚定“百千万工程”，突出一条主线、两个重点、三项任务。
三是加强监督检查。四是强化队伍建设。1.完善制度。2.压实责任。（3）加强考核。
党委书记任组长、乡长任第一副组长，双组长负责，三级书记抓信访。"""


@pytest.mark.parametrize("sentence", STOCK.splitlines())
def test_the_phrases_that_every_report_is_full_of_hold_no_figure(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("发放资料1.5万份", (15000, "份", "exact")),
        ("发放资料１２，０００份", (12000, "份", "exact")),
        ("发放资料1 200 份", (200, "份", "exact")),
        ("罚款3.5万元", (35000, "元", "exact")),
        ("挽回损失1.2亿元", (120000000, "元", "exact")),
        ("覆盖10余万人次", (100000, "人次", "at_least")),
        ("覆盖两万余人次", (20000, "人次", "at_least")),
        ("公开信息600余条", (600, "条", "at_least")),
        ("走访1000多户", (1000, "户", "at_least")),
        ("举办100+场", (100, "场", "at_least")),
        ("受教育群众超1.5万人次", (15000, "人次", "at_least")),
        ("举办讲座百余场", (100, "场", "at_least")),
        ("均有2名以上人员", (2, "名", "at_least")),
        ("至少配备2名顾问", (2, "名", "at_least")),
        ("发放资料近500份", (500, "份", "approx")),
        ("发放资料约500份", (500, "份", "approx")),
        ("发放资料500份左右", (500, "份", "approx")),
        ("剩余不足10件", (10, "件", "at_most")),
        ("控制在20人以内", (20, "人", "at_most")),
        ("修订村规民约2项", (2, "项", "exact")),
        ("签订公约3份", (3, "份", "exact")),
        ("办理附近5件", (5, "件", "exact")),
        ("设置3处以上站点", (3, "处", "at_least")),
        ("注射2.9万头（只）次", (29000, "头(只)次", "exact")),
        ("检查400余件次", (400, "件次", "at_least")),
        ("召开党委会十二次", (12, "次", "exact")),
        ("召开两次专题会议", (2, "次", "exact")),
        ("化解积案一起", (1, "起", "exact")),
        ("建成法治长廊一条", (1, "条", "exact")),
        ("聘请一名法律顾问", (1, "名", "exact")),
        ("无一人重新犯罪", (0, "人", "zero")),
        ("每村配备3—5名", (3, "名", "at_least")),
        ("办结率98.5％", (98.5, "%", "exact")),
        ("办结率 100 %", (100, "%", "exact")),
        ("整改率百分之百", (100, "%", "exact")),
        ("整改率达百分之九十八点五以上", (98.5, "%", "at_least")),
        ("参与率不足三成", (30, "%", "at_most")),
        ("化解率提升至98%", (98, "%", "exact")),
        ("每月1次研判", (1, "次/月", "frequency")),
        ("每旬一次调度", (1, "次/旬", "frequency")),
        ("每季度召开一次例会", (1, "次/季度", "frequency")),
        ("每两月1次学法", (1, "次/两月", "frequency")),
        ("未发生一起安全事故", (0, "起", "zero")),
        ("行政复议0件", (0, "件", "zero")),
        ("全年无行政诉讼败诉案件", (0, "件", "zero")),
        ("未收到公民、法人的信息公开申请", (0, "件", "zero")),
        ("实现零上访", (0, "起", "zero")),
        ("命案“零发生”", (0, "起", "zero")),
        ("实现“0事故”", (0, "起", "zero")),
        ("行政复议案件数为零", (0, "件", "zero")),
        ("败诉率为0", (0, "%", "zero")),
        ("均已按时办结", (100, "%", "implied")),
        ("问题全部整改到位", (100, "%", "implied")),
        ("法律顾问全覆盖", (100, "%", "implied")),
    ],
)
def test_value_unit_and_qualifier_are_read_as_written(text: str, figure: tuple) -> None:
    assert said(text) == [figure]


UNITS = (
    "次 件 人 名 位 人次 场 场次 批次 件次 家次 份 条 起 户 个 期 篇 项 部 处 宗 家 元 亩 公里 只 头 匹 羽 册 本 块 幅 面 支 张 套 台 辆 座 所 例 "
    "则 卷 批 轮 堂 节 类 种 组 株 吨 公斤 平方米 平方公里 公顷 封 单 笔 学时 课时 台次 户次 项次 人(次)"
)
NUMBERS_WRITTEN = {"7": 7, "120": 120, "1,200": 1200, "3.5万": 35_000, "12万": 120_000}
QUALIFIED = {
    "{}{}": "exact", "{}余{}": "at_least", "{}多{}": "at_least", "{}{}以上": "at_least", "超过{}{}": "at_least", "超{}{}": "at_least",
    "不少于{}{}": "at_least", "逾{}{}": "at_least", "近{}{}": "approx", "约{}{}": "approx", "{}{}左右": "approx", "不足{}{}": "at_most",
    "不超过{}{}": "at_most", "{}{}以内": "at_most",
}  # fmt: skip


def test_every_measure_word_goes_with_every_way_of_writing_and_of_qualifying_a_number() -> None:
    wrong = [
        text
        for unit in UNITS.split()
        for written, number in NUMBERS_WRITTEN.items()
        for form, qualifier in QUALIFIED.items()
        for text in (f"全年完成{form.format(written, unit)}，", f"共{form.format(written, unit)}相关事项")
        if said(text) != [(number, unit, qualifier)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("办结率、满意率均为100%", [(100, "%", "exact")] * 2),
        ("参与率和及时率分别为98%、99%", [(98, "%", "exact"), (99, "%", "exact")]),
        (
            "分别为2、10、1、1077件",
            [(2, "件", "exact"), (10, "件", "exact"), (1, "件", "exact"), (1077, "件", "exact")],
        ),
        ("受理、办结、调解186→167→156件", [(186, "件", "exact"), (167, "件", "exact"), (156, "件", "exact")]),
        ("受理186件，办结167件，其中调解156件", [(186, "件", "exact"), (167, "件", "exact"), (156, "件", "exact")]),
        ("未发生群体性械斗事件，上访事件", [(0, "起", "zero")] * 2),
        ("未发生重大事故、群体性事件和舆情", [(0, "起", "zero")] * 3),
        ("受理9件，已全部办结，办结率100%", [(9, "件", "exact"), (100, "%", "implied"), (100, "%", "exact")]),
        ("全部办结率达98%", [(98, "%", "exact")]),
    ],
)
def test_several_figures_of_one_clause_are_told_apart(text: str, figures: list) -> None:
    assert said(text) == figures


def test_two_rates_before_one_percentage_have_each_its_own_words() -> None:
    assert [one.phrase for one in extract("信访办结率、群众满意率均为100%")] == [
        "信访办结率、群众满意率均为100%",
        "群众满意率均为100%",
    ]


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("确保每年培训不少于30学时", True),
        ("力争化解率达到98%", True),
        ("2025年计划开展活动20场", True),
        ("四、下一步打算\n开展活动20场", True),
        ("下一步，开展活动20场", True),
        ("确保持证率达100%", False),
        ("按照上级要求开展培训3次", False),
        ("制定学法计划2份", False),
        ("草拟合同3份", False),
    ],
)
def test_a_demand_or_a_plan_is_told_from_a_result(text: str, demanded: bool) -> None:
    assert only(text).requirement is demanded


def test_what_is_only_aimed_at_claims_nothing_of_all() -> None:
    texts = ["确保问题全部整改", "力争实现全覆盖", "确保不发生事故", "防止发生案件", "五、下一步安排\n问题全部整改到位"]
    assert [said(text) for text in texts] == [[]] * 5


@pytest.mark.parametrize(
    "praise",
    [
        "各项工作均取得明显成效",
        "干部素质均得到有效提升",
        "政府工作全部纳入法治轨道",
        "法治建设均纳入年度考核",
        "户均增收",
    ],
)
def test_praise_claims_nothing_of_all(praise: str) -> None:
    assert said(praise) == []


def test_a_line_break_of_a_pdf_does_not_part_a_number_from_its_measure_word() -> None:
    text = "镇综合行政执法队全年开展日常巡查和专项检查共计46\n次，发现问题3个。"
    assert said(text) == [(46, "次", "exact"), (3, "个", "exact")]
    assert text[extract(text)[0].start : extract(text)[0].end] == "46\n次"


@pytest.mark.parametrize("part", ["used", "held-back"])
def test_precision_and_recall_on_the_labelled_passages_are_at_least_097(part: str) -> None:
    result = score(passages(part))
    assert result.labelled >= 100
    assert result.precision >= 0.97, result
    assert result.recall >= 0.97, result


@pytest.mark.parametrize("part", ["used", "held-back"])
def test_a_label_is_of_its_passage_and_says_which_part_it_is_of(part: str) -> None:
    for passage in passages(part):
        assert passage["used_while_writing"] is (part == "used")
        assert [phrase for phrase in passage["not_figures"] if phrase not in passage["text"]] == []


def test_no_passage_takes_a_trap_for_a_figure() -> None:
    wrong = [
        (passage["id"], trap)
        for part in ("used", "held-back")
        for passage in passages(part)
        for trap in passage["not_figures"]
        for one in extract(passage["text"])
        if (at := passage["text"].index(trap)) <= one.start and one.end <= at + len(trap)
    ]
    assert wrong == []


FULL = str.maketrans(",:;()%?", "，：；（）％？")
HALF = {full: half for half, full in FULL.items()}


def wrapped(text: str, width: int = 35) -> str:
    """As copied from a PDF: every line broken where it is full, but no number."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width:
            cut = width
            while cut > 1 and re.fullmatch(r"[\dA-Za-z.,]", line[cut - 1]) and line[cut].isascii():
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return "\n".join(lines)


TYPED = {
    "full-width punctuation": lambda text: text.translate(FULL),
    "half-width punctuation": lambda text: text.translate(HALF),
    "full-width digits": lambda text: re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), text),
    "blanks round numbers": lambda text: re.sub(r"(\d)(?=[一-龥%])", r"\1 ", re.sub(r"(?<=[一-龥])(\d)", r" \1", text)),
    "lines of a PDF": wrapped,
}


@pytest.mark.parametrize("manner", TYPED)
def test_the_manner_of_typing_changes_no_figure(manner: str) -> None:
    labelled = "\n".join(passage["text"] for passage in [*passages("used")[::3], *passages("held-back")])
    for text in (SEED, labelled):
        assert said(TYPED[manner](text)) == said(text)


HOSTILE = {
    "digits": "1" * 40_000,
    "commas": "1," * 20_000,
    "numerals": "一百千万" * 10_000,
    "things": "无事件、" * 5_000,
    "rates": "满意率、" * 10_000,
    "quotes": "“《(" * 10_000,
    "all": "均全部" * 10_000,
    "months": "每月1月" * 10_000,
    "percent": "同比增长超过10" * 4_000,
    "breaks": "1次\n" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long_to_read(name: str) -> None:
    began = time.perf_counter()
    extract(HOSTILE[name])
    assert time.perf_counter() - began < NEVER


def test_a_report_of_ten_pages_is_read_in_a_blink() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        extract((SEED * 4)[:15_000])
        return time.perf_counter() - began

    assert min(seconds() for _ in range(3)) < 0.3


@given(
    st.text(
        alphabet="一二十百千万亿零半1205.,，、。；：%％“”《》()（）\n 第年月日次件率均全部未无发生每至余近约以上",
        max_size=60,
    )
)
def test_any_text_is_read_and_every_figure_lies_in_it(text: str) -> None:
    for one in extract(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value >= 0
        assert one.clause in text


@given(st.text(max_size=80))
def test_masks_and_half_width_keep_the_length(text: str) -> None:
    plain = half_width(text)
    hidden = hide(plain)
    assert len(plain) == len(hidden) == len(text)
    assert all(here == there or there == HIDDEN for here, there in zip(plain, hidden, strict=True))


NUMBERS = {
    "1,200": 1200,
    "3.5万": 35_000,
    "1.2亿": 120_000_000,
    "3千": 3000,
    "十": 10,
    "十二": 12,
    "二十": 20,
    "百": 100,
}
NUMBERS |= {"两百三十": 230, "一千零五": 1005, "三万五千": 35_000, "万": 10_000, "一亿二千万": 120_000_000}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_has_its_value(written: str) -> None:
    assert value(written) == Decimal(NUMBERS[written])
