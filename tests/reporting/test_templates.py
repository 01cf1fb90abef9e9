"""Templates: whose they are, what they may say, and how a wrong one is refused."""

import pytest

from engine.ledgers.home import DEFAULTS, Home
from engine.reporting import templates
from engine.reporting.template_grammar import parse
from engine.reporting.templates import FILES, FOLDER, PARTS, Template, TemplateError
from engine.snapshot import questions
from tests.homes import TINY, copy_of, tiny
from tests.reporting.documents import drafted, part_one


def faults(lines: str) -> list[str]:
    return templates.faults(tiny(), Template("1_achievements.md", f"# 成效\n{lines}\n", True))


def test_the_default_templates_have_no_fault_and_speak_of_every_indicator():
    codes = set(questions.catalogue(tiny())["code"])
    found = templates.judged(tiny(), [t._replace(own=True) for t in templates.read(TINY)])
    assert {code for part in found.parts for line in part for code in templates.named(line)} == codes


def test_the_five_required_parts_are_there_in_their_order():
    found = drafted()
    assert [b.text for b in found.blocks if getattr(b, "level", 0) == 1] == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
        "三、党政主要负责人履行推进法治建设第一责任人职责情况",
        "四、下一年度主要安排",
        "五、其他需要报告的情况",
    ]
    assert len(PARTS) == 5 and set(FILES) == {p.name for p in (DEFAULTS / FOLDER).glob("*.md")}


def test_a_homes_own_template_comes_before_the_default_one(templated):
    home = templated("村级河长巡河{patrols_village}次。")
    assert part_one(drafted(home)) == ["村级河长巡河6次。"]
    assert [t.file for t in templates.read(home) if t.own] == ["1_achievements.md"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("巡河{patrol_village}次。", "没有“patrol_village”这个指标或词，是不是“patrols_village”？"),
        ("巡河{patrols_village:约莫}次。", "没有“约莫”这种写法。可用的有 余、多、近"),
        ("巡河{patrols_village次。", "花括号没有配对"),
        ("巡河{}次。", "没有写完"),
        ("巡河{patrols_village:}次。", "没有写完"),
        ("巡河{patrols_village:余:约}次。", "“余”和“约”不能同时用"),
        ("【patrols>0】巡河。", "没有“patrols”这个指标或词"),
        ("【有的话】巡河。", "【有的话】不是可用的条件"),
        ("【patrols_village>0】", "条件后面没有句子"),
        ("【每项未达标】【每类超期】{名称}。", "一行只能有一个“每……”的条件"),
        ("{名称}没有达标。", "“{名称}”不能用在这一行"),
        ("{年:余}年。", "“年”后面不能加写法"),
        ("【brawls=0】## 有条件的标题", "标题前只能写 【政府】、【村居】"),
        ("##### 太深", "标题前用一至4个“#”"),
        ("# 又一个大标题", "要有而且只能有一个"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_file_line_and_remedy(line, said):
    found = faults(f"好的句子。\n{line}")
    assert len(found) == 1 and found[0].startswith("report/1_achievements.md 第 ") and said in found[0]
    assert "第 3 行" in found[0] or "大标题" in said


def test_every_fault_of_all_templates_is_named_at_once(templated):
    home = templated("{a}。\n{b}。")
    with pytest.raises(TemplateError) as caught:
        drafted(home)
    assert [fault.partition("：")[0] for fault in caught.value.faults] == [
        "report/1_achievements.md 第 2 行",
        "report/1_achievements.md 第 3 行",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("标题：{年}", "缺少“发文字号：”一行"),
        ("题目：报告", "名称只能是 标题、发文字号、主送机关、开头、落款"),
        ("【brawls=0】标题：报告", "名称前只能写 【政府】、【村居】"),
        ("标题：{patrols_village}", "没有“patrols_village”这个指标或词"),
    ],
)
def test_the_head_is_judged_too(text, said):
    assert any(said in fault for fault in templates.faults(tiny(), Template("0_head.md", text, True)))


def test_full_width_braces_and_colons_and_a_byte_order_mark_are_read():
    lines, bad = parse("x", "\ufeff# 标题\n巡河｛patrols_village：余｝次。")
    assert not bad and lines[1].slots == [("patrols_village", ("余",))]


def test_a_default_sentence_about_an_indicator_the_home_does_not_have_is_left_out(tmp_path):
    """A home may bring its own catalogue."""
    home = copy_of(TINY, tmp_path)
    rows = (DEFAULTS / "indicators.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [row for row in rows if not row.startswith("committees_cover,")]
    (home.path / "indicators.csv").write_text("\n".join(kept), encoding="utf-8")
    found = drafted(home)
    assert "committees_cover" in [code for left in found.left_out for code in left.codes]


def test_a_template_in_the_encoding_of_an_old_windows_is_read(templated):
    home = templated("")
    path = home.path / FOLDER / "1_achievements.md"
    path.write_bytes("# 主要举措和成效\n村级河长巡河{patrols_village}次。\n".encode("gb18030"))
    assert part_one(drafted(home)) == ["村级河长巡河6次。"]


def test_a_file_that_no_part_is_written_from_is_named(templated):
    home = templated("无。")
    (home.path / FOLDER / "6_more.md").write_text("# 多的", encoding="utf-8")
    assert templates.strangers(home) == ["report/6_more.md"]
    assert templates.strangers(Home(DEFAULTS)) == []
