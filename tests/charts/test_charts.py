"""What every figure promises, whatever it draws."""

import itertools
import json
import re
import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from engine.charts import bar_charts, part_charts, time_charts
from engine.charts.bar_charts import Bar, Part
from engine.charts.drawing import EM, PHONE, ems
from engine.charts.palette import DARK, DARKER, FONT, LIGHT
from engine.figures import status

NAN = float("nan")
THEME = Path(__file__).parents[2] / ".streamlit" / "config.toml"

BULLETS = pd.DataFrame(
    [
        ("patrols", "行政执法", "村级河长巡河", "31 次", "目标 48 次", "滞后", 0.65, 0.75, 0.86, False),
        ("drills", "化解矛盾与安全", "应急演练", "0 场次", "目标 2 场次", "严重滞后", 0.0, 0.5, 0.0, False),
        ("closed", "化解矛盾与安全", "按期办结率", "83.3%", "目标 100%", "未达标", 0.833, NAN, NAN, True),
        ("visits", "化解矛盾与安全", "安全入户宣传", "6,000 人次", "目标 2,000 人次", "达标", 3.0, 0.75, 4.0, False),
        ("quarrels", "化解矛盾与安全", "一般矛盾纠纷", "16 起", "", "无目标", NAN, NAN, NAN, False),
    ],
    columns=[
        *("code", "section", "name", "figure", "target", "status"),
        *("ratio", "expected_ratio", "projected_ratio", "floor"),
    ],
)
RANKED = [
    Bar("101", "甲村", 15.0, "15 / 10 次", "达标", 10.0),
    Bar("102", "乙村", 0.0, "0 / 10 次", "严重滞后", 10.0),
    Bar("000", "乡本级", NAN, "无数据", "无数据"),
]
TREND = pd.DataFrame(
    [
        (date(2025, 1, 9), "今年", 1),
        (date(2025, 6, 30), "今年", 15),
        (date(2025, 12, 20), "上年", 47),
        (date(2025, 12, 31), "序时", 48),
    ],
    columns=["day", "series", "value"],
)
MONTHS = pd.DataFrame(
    [(1, 4.0, 6.0, "4"), (2, 0.0, NAN, "0"), (3, NAN, 5.0, "")], columns=["month", "value", "last_year", "text"]
)
PANELS = pd.DataFrame(
    [
        ("patrols", "村级河长巡河", "101", "甲村", 1.1, "11/10", "达标"),
        ("patrols", "村级河长巡河", "102", "乙村", 0.0, "0/10", "严重滞后"),
        ("drills", "应急演练", "101", "甲村", NAN, "不适用", "不适用"),
        ("drills", "应急演练", "102", "乙村", 0.5, "1/2", "滞后"),
    ],
    columns=["indicator", "name", "place", "place_name", "ratio", "text", "status"],
)
PARTS = pd.DataFrame(
    [
        ("101", "甲村", "90%（9 / 10）", "不满意", 0.1, True),
        ("101", "甲村", "90%（9 / 10）", "满意", 0.9, False),
        ("102", "乙村", "没有评价", "不满意", 0.0, True),
        ("102", "乙村", "没有评价", "满意", 0.0, False),
    ],
    columns=["key", "name", "text", "part", "share", "bad"],
)
STACKS = pd.DataFrame(
    [(1, "窗口", 3), (1, "网上", 2), (2, "窗口", 0), (2, "网上", 4)], columns=["month", "part", "value"]
)
MATRIX = pd.DataFrame(
    [
        ("HZ-1", "甲村河长", "缺 1 旬", 0, "有", "2"),
        ("HZ-1", "甲村河长", "缺 1 旬", 1, "缺", "✕"),
        ("HZ-1", "甲村河长", "缺 1 旬", 2, "未到", ""),
    ],
    columns=["key", "name", "text", "column", "state", "mark"],
)

SHAPES = {
    "bullets": (bar_charts.bullets, BULLETS),
    "ranked_bars": (lambda rows: bar_charts.ranked_bars(rows, "次"), RANKED),
    "panels": (bar_charts.panels, PANELS),
    "trend": (lambda rows: time_charts.trend(rows, "次"), TREND),
    "months": (lambda rows: time_charts.months(rows, "次"), MONTHS),
    "parts": (part_charts.parts, PARTS),
    "stacked_months": (lambda rows: part_charts.stacked_months(rows, "件"), STACKS),
    "matrix": (lambda rows: part_charts.matrix(rows, ["1月", "", ""]), MATRIX),
}
every_shape = pytest.mark.parametrize(("draw", "rows"), SHAPES.values(), ids=SHAPES)


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def texts(figure):
    return re.sub("</?(span[^>]*|b)>", "", "\n".join(trace(figure, "words").text))


def marks(figure, width, x=None):
    """Positions of the marks of one stroke width (3 target or break, 1.5 expected)."""
    drawn = trace(figure, "marks")
    widths = drawn.marker.line.width
    return [(a, b) for a, b, w in zip(drawn.x, drawn.y, widths, strict=True) if w == width and x in (None, a)]


def wicked(rows):
    """The same with markup wherever a text can come from a ledger."""
    if isinstance(rows, list):
        return [bar._replace(name="<a>&", text="<a>&") for bar in rows]
    texts = rows.columns.intersection(["name", "place_name", "section", "figure", "target", "text"])
    return rows.assign(**dict.fromkeys(texts, "<a>&"))


def bare(value):
    """A figure without its colours."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if not key.endswith("color")}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return value.split("color:")[0] if isinstance(value, str) else value


@every_shape
def test_a_figure_is_valid_plotly(draw, rows):
    go.Figure(draw(rows).to_dict())


def darkened(drawn: str) -> str:
    """As static/chart.js does it."""
    return re.sub("|".join(map(re.escape, DARKER)), lambda colour: DARKER[colour[0]], drawn)


@every_shape
def test_light_and_dark_differ_in_nothing_but_colours(draw, rows):
    drawn = plotly.io.to_json(draw(rows), validate=False)
    light, dark = json.loads(drawn), json.loads(darkened(drawn))
    assert light != dark
    assert bare(light) == bare(dark)
    assert [colour for colour in asdict(LIGHT).values() if colour in darkened(drawn)] == []


@every_shape
def test_an_empty_frame_gives_words(draw, rows):
    assert texts(draw(rows[:0])) == "暂无数据"


@every_shape
def test_a_figure_is_made_of_at_most_six_traces_and_no_annotations(draw, rows):
    figure = draw(rows)
    assert len(figure.data) <= 6
    assert "annotations" not in figure.layout.to_plotly_json()
    assert "shapes" not in figure.layout.to_plotly_json()


@every_shape
def test_a_figure_cannot_be_zoomed_and_has_no_legend(draw, rows):
    layout = draw(rows).layout
    assert (layout.xaxis.fixedrange, layout.yaxis.fixedrange, layout.showlegend) == (True, True, False)
    assert layout.dragmode is False


@every_shape
def test_markup_in_a_ledger_is_shown_and_not_rendered(draw, rows):
    figure = draw(wicked(rows))
    hovers = [text for drawn in figure.data for text in drawn.hovertext or ()]
    assert "<a>" not in "".join([texts(figure), *hovers])


@every_shape
def test_no_text_is_smaller_than_14_pixels(draw, rows):
    figure = draw(rows)
    assert min(trace(figure, "words").textfont.size) >= 14
    assert all(axis.tickfont.size in (None, 14) for axis in (figure.layout.xaxis, figure.layout.yaxis))
    assert "font-size" not in "".join(trace(figure, "words").text)


@every_shape
def test_bars_start_at_zero(draw, rows):
    figure = draw(rows)
    lengthwise = [t.x if t.orientation == "h" else t.y for t in figure.data if t.type == "bar"]
    assert all(value is None or value >= 0 for value in itertools.chain(*lengthwise))
    if draw in (bar_charts.bullets, SHAPES["ranked_bars"][0]):
        assert set(trace(figure, "achieved").base) == {0}
        assert figure.layout.xaxis.range[0] == 0


@every_shape
def test_what_was_not_clicked_does_not_fade(draw, rows):
    for drawn in draw(rows).data:
        if drawn.name == "words":
            assert drawn.unselected.textfont.color == drawn.textfont.color == LIGHT.text
        else:
            assert drawn.unselected.marker.opacity == 1


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("bullets", ["patrols", "drills", "closed", "visits", "quarrels"]),
        ("ranked_bars", ["101", "102", "000"]),
        ("panels", [["patrols", "101"], ["patrols", "102"], ["drills", "101"], ["drills", "102"]]),
        ("months", [1, 2, 3]),
        ("parts", ["101", "102"]),
        ("stacked_months", list(range(1, 13))),
        ("matrix", [["HZ-1", 0], ["HZ-1", 1], ["HZ-1", 2]]),
    ],
)
def test_every_row_can_be_clicked_also_where_nothing_was_achieved(name, keys):
    draw, rows = SHAPES[name]
    hits = trace(draw(rows), "hits")
    assert list(hits.customdata) == keys
    extents = hits.x if hits.orientation == "h" else hits.y
    assert len(extents) == len(keys)
    assert all(extent > 0 for extent in extents)


def test_nothing_but_the_hits_and_the_lines_answers_the_mouse():
    for draw, rows in SHAPES.values():
        silent = [t for t in draw(rows).data if t.name not in {"hits", "今年", "上年", "序时"}]
        assert {t.hoverinfo for t in silent} == {"skip"}


def test_three_times_the_target_is_broken_at_one_and_a_half_and_the_figures_stay():
    figure = bar_charts.bullets(BULLETS)
    assert max(trace(figure, "achieved").x) == bar_charts.BREAK
    assert "6,000 人次 目标 2,000 人次" in texts(figure)
    assert "line-ne" in trace(figure, "marks").marker.symbol


def test_an_ordinary_bar_is_not_broken():
    assert "line-ne" not in trace(bar_charts.bullets(BULLETS.head(3)), "marks").marker.symbol


def test_ticks_stay_within_the_height_of_the_track():
    figure = bar_charts.bullets(BULLETS)
    drawn, track = trace(figure, "marks"), trace(figure, "track")
    assert 1.4 * drawn.marker.size <= track.width
    assert set(drawn.y) <= set(track.y)


def test_a_floor_shows_its_target_but_no_pace():
    figure = bar_charts.bullets(BULLETS[BULLETS["floor"]].assign(expected_ratio=0.7, projected_ratio=0.9))
    assert "projected" not in [t.name for t in figure.data]
    assert marks(figure, 1.5) == []
    assert len(marks(figure, 3)) == 1


def test_a_row_without_a_target_has_words_and_no_bar():
    figure = bar_charts.bullets(BULLETS.tail(1))
    assert [t.name for t in figure.data] == ["hits", "words"]
    assert "16 起" in texts(figure)
    assert "○ 无目标" in texts(figure)


def test_the_track_of_a_bullet_ends_at_the_target_where_the_tick_stands():
    figure = bar_charts.bullets(BULLETS.head(2))
    assert set(trace(figure, "track").x) == {1.0}
    assert [x for x, _ in marks(figure, 3)] == [1.0, 1.0]


def test_red_and_amber_are_for_what_needs_somebody():
    colours = dict(zip(BULLETS["code"], trace(bar_charts.bullets(BULLETS), "achieved").marker.color, strict=False))
    assert colours == {"patrols": LIGHT.amber, "drills": LIGHT.red, "closed": LIGHT.red, "visits": LIGHT.ink}


def test_every_status_that_judges_has_a_shape_of_its_own():
    judged = [status.REACHED, status.ON_TRACK, status.LATE, status.VERY_LATE, status.MISSED, status.NO_TARGET]
    drawn = texts(bar_charts.bullets(pd.concat([BULLETS.head(1).assign(status=word) for word in judged])))
    assert all(f"{status.SHAPES[word]} {word}" in drawn for word in judged)
    assert len({status.SHAPES[word] for word in judged}) == len(judged)


def test_no_data_is_said_once():
    assert texts(bar_charts.ranked_bars(RANKED, "次")).count("无数据") == 1


def test_a_village_with_nothing_shows_an_empty_track_and_its_zero():
    figure = bar_charts.ranked_bars(RANKED, "次")
    assert list(trace(figure, "achieved").x) == [15, 0]
    assert list(trace(figure, "track").x) == [15, 15]
    assert "0 / 10 次" in texts(figure)


def test_one_matter_overdue_colours_its_part_of_the_bar_and_not_the_others():
    rest = Part("其他在办", 4)
    six = Bar("old", "91 天以上", 6, "6 件", "", parts=(Part("超期", 1, "超期"), Part("临期", 1, "临期"), rest))
    calm = Bar("new", "15 天内", 4, "4 件", "", parts=(Part("超期", 0, "超期"), rest))
    figure = bar_charts.ranked_bars([six, calm], "件")
    drawn = trace(figure, "achieved")
    assert list(zip(drawn.base, drawn.x, drawn.marker.color, strict=True)) == [
        (0, 1, LIGHT.red),
        (1, 1, LIGHT.amber),
        (2, 4, LIGHT.ink),
        (0, 4, LIGHT.ink),
    ]
    assert texts(figure).split("\n")[0] == "单位：件　✕ 超期　◆ 临期　▬ 其他在办"


def test_the_word_of_a_bar_in_parts_colours_nothing_but_itself():
    judged = Bar("101", "财政资金", 10, "10 条，及时 1 / 2", "未达标", parts=(Part("", 10),))
    figure = bar_charts.ranked_bars([judged], "条")
    assert list(trace(figure, "achieved").marker.color) == [LIGHT.ink]
    assert "✕ 未达标" in texts(figure)


def test_a_zero_that_keeps_its_promise_has_words_and_no_empty_track():
    kept = RANKED[1]._replace(text="0 件（不超过 1 件）", status="达标", target=1.0)
    assert "track" not in [t.name for t in bar_charts.ranked_bars([kept], "件").data]
    none = BULLETS.head(1).assign(status="达标", ratio=0.0)
    assert "track" not in [t.name for t in bar_charts.bullets(none).data]
    assert trace(bar_charts.panels(PANELS.assign(ratio=0.0, status="达标")), "track").x == ()


@every_shape
def test_the_signs_of_a_status_stand_for_nothing_else(draw, rows):
    """Whatever wears a sign says the word of its status; a key of colours has a sign of its own."""
    words = {*status.SHAPES, *status.MATTERS}
    for sign, after in re.findall(
        f"([{''.join({*status.SHAPES.values()} - {'–'})}])[ \u3000]?(\\S*)", texts(draw(rows))
    ):
        assert after in words or draw in (SHAPES["matrix"][0], SHAPES["panels"][0]), sign


def test_villages_stand_in_the_order_given():
    middles = trace(bar_charts.ranked_bars(RANKED, "次"), "hits").y
    assert list(middles) == sorted(middles)


def test_all_zero_still_draws():
    assert list(trace(bar_charts.ranked_bars([RANKED[1]._replace(target=NAN)], "次"), "achieved").x) == [0]
    assert list(trace(time_charts.months(MONTHS.iloc[[1]], "次"), "value").y) == [0]


LONG = "学习视察重要讲话精神并且名称非常非常长的一项指标"


def on_a_phone(figure):
    """The lines of words of stacked rows, each as (left edge, right edge, middle) in pixels on a screen of 360."""
    drawn, end = trace(figure, "words"), figure.layout.xaxis.range[1]
    for x, y, place, text in zip(drawn.x, drawn.y, drawn.textposition, texts(figure).split("\n"), strict=True):
        at, wide = x / end * PHONE, max(map(ems, text.split("<br>"))) * EM
        left = at - {"middle left": wide, "middle center": wide / 2, "middle right": 0}[place]
        yield left, left + wide, y


@pytest.mark.parametrize(
    "figure",
    [
        bar_charts.bullets(BULLETS.assign(name=LONG)),
        bar_charts.bullets(BULLETS.assign(name="规范性文件合法性审核率")),
        bar_charts.ranked_bars(
            [bar._replace(name=LONG * 2, text="12 件，其中超期 3 件，" * 3) for bar in RANKED], "次"
        ),
        part_charts.parts(PARTS.assign(name=LONG)),
        bar_charts.panels(
            pd.concat(
                PANELS.assign(place=str(n), place_name="东湾村民委员会", text="6,000 人次") for n in range(5)
            ).drop_duplicates(["indicator", "place"])
        ),
        part_charts.matrix(
            MATRIX.assign(name=LONG, mark="不适用"), ["公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论"]
        ),
        part_charts.matrix(MATRIX.assign(mark="12"), time_charts.MONTHS),
        part_charts.matrix(
            MATRIX.assign(mark="10"), [time_charts.MONTHS[n // 3] if n % 3 == 0 else "" for n in range(36)]
        ),
    ],
)
def test_on_a_phone_no_name_is_cut_and_no_words_stand_on_others(figure):
    assert "…" not in texts(figure)
    lines = sorted(on_a_phone(figure), key=lambda line: line[2])
    for left, right, _ in lines:
        assert left >= -1 and right <= PHONE + 8  # the last line of padding may stand out, and is blank
    for (left, right, y), (other, end, below) in itertools.combinations(lines, 2):
        assert right <= other or end <= left or below - y >= EM
    assert max(y for *_, y in lines) < figure.layout.height


@pytest.mark.parametrize("value", [1234, 100.5])
def test_on_a_phone_no_number_over_a_month_stands_on_another(value):
    rows = pd.DataFrame({"month": range(1, 13), "value": value, "last_year": NAN, "text": f"{value:,}"})
    part = pd.DataFrame({"month": range(1, 13), "part": "窗口", "value": value})
    for figure in (time_charts.months(rows, "件"), part_charts.stacked_months(part, "件")):
        drawn, layout = trace(figure, "words"), figure.layout
        wide, plot = PHONE / (layout.xaxis.range[1] - layout.xaxis.range[0]), layout.height - layout.margin.b
        high = plot / layout.yaxis.range[1]
        places = list(zip(drawn.x, drawn.y, texts(figure).split("\n"), strict=True))
        assert len(places) == 13
        for (x, y, text), (other, at, said) in itertools.combinations(places[1:], 2):
            apart = abs(x - other) * wide >= (ems(text) + ems(said)) / 2 * EM
            assert apart or abs(y - at) * high >= EM
        assert (places[0][1] - max(y for _, y, _ in places[1:])) * high >= 1.5 * EM  # the key stands over them all


def test_a_break_in_a_row_is_known_with_the_width_that_does_not_need_it():
    """The browser takes it out there: static/chart.js."""
    name = "规范性文件合法性审核率"
    figure = bar_charts.bullets(BULLETS.head(1).assign(name=name, section=""))
    [(at, needs, lower)] = figure.layout.meta["joins"]
    (_, left, first), (right, end, second) = on_a_phone(figure)
    assert first < at < second and second - first == lower
    assert left + (end - right) + EM == pytest.approx(needs, abs=3)
    assert needs > PHONE
    assert figure.layout.height - lower == bar_charts.bullets(BULLETS.head(1).assign(section="")).layout.height


def test_one_point_makes_a_dot_with_its_label():
    figure = time_charts.trend(TREND.head(1), "次")
    assert [t.name for t in figure.data] == ["今年", "words"]
    assert figure.data[0].marker.size == (7,)
    assert "今年 1" in texts(figure)


def test_a_count_over_time_is_a_stair_and_the_pace_it_is_held_to_a_slope():
    figure = time_charts.trend(TREND, "次", steps=("今年", "上年"))
    assert {t.name: t.line.shape for t in figure.data if t.name != "words"} == {
        "今年": "hv",
        "上年": "hv",
        "序时": "linear",
    }


def test_labels_at_the_ends_of_two_close_lines_keep_apart():
    words = trace(time_charts.trend(TREND, "次"), "words")
    expected, last = (
        next(y for y, text in zip(words.y, words.text, strict=True) if name in text) for name in ("序时", "上年")
    )
    assert expected - last == pytest.approx(48 * time_charts.APART / time_charts.PLOT)


def test_the_label_of_a_day_late_in_the_year_keeps_clear_of_the_margin_and_of_the_axis():
    late = pd.DataFrame([(date(2025, 9, 30), "今年", 94.7), (date(2025, 12, 31), "序时", 95)], columns=TREND.columns)
    words = trace(time_charts.trend(late, "%"), "words")
    assert dict(zip(["序时", "今年"], words.textposition[1::-1], strict=True)) == {
        "序时": "middle right",
        "今年": "bottom left",
    }
    assert trace(time_charts.trend(late.assign(value=[0, 95]), "次"), "words").textposition[0] == "top right"


def test_an_empty_ten_day_period_is_marked_and_a_coming_one_is_blank():
    figure = SHAPES["matrix"][0](MATRIX)
    assert texts(figure).split("\n")[-2:] == ["2", "✕"]
    assert list(trace(figure, "cells").marker.color)[1:] == ["rgba(0,0,0,0)"] * 2
    assert list(trace(figure, "cells").marker.line.color) == [LIGHT.ink, LIGHT.red, LIGHT.track]


def test_bad_parts_stand_left_of_the_common_line_and_good_ones_right_of_it():
    figure = SHAPES["parts"][0](PARTS)
    drawn = trace(figure, "achieved")
    assert [(round(base, 6), round(base + share, 6)) for base, share in zip(drawn.base, drawn.x, strict=True)] == [
        (0.0, 0.1),
        (0.1, 1.0),
    ]


def test_parts_of_a_month_stand_on_each_other_and_the_total_over_them():
    figure = SHAPES["stacked_months"][0](STACKS)
    assert list(trace(figure, "网上").base) == [3, 0]
    assert texts(figure).split("\n")[1:] == ["5", "4"]


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_widgets_and_the_figures_wear_the_same_colours(theme, colours):
    given = tomllib.loads(THEME.read_text(encoding="utf-8"))["theme"]
    assert given["font"] == FONT
    assert (given[theme]["backgroundColor"], given[theme]["textColor"]) == (colours.paper, colours.text)
    assert len(given[theme]["chartCategoricalColors"]) >= 10  # with fewer Plotly silently uses its own


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_words_can_be_read_on_the_page(colours):
    for colour in (colours.text, colours.muted, colours.ink, colours.amber, colours.red):
        assert contrast(colour, colours.paper) >= 4.5
    for colour in (colours.ink, colours.amber, colours.red):
        assert contrast(colour, colours.track) >= 3


def contrast(one, other):
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
