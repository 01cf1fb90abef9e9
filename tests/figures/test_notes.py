"""Notes: kept in the home byte for byte, seen within the scope, drawn on the chart and carried into files."""

import io
import itertools
import json
import multiprocessing
import os
from dataclasses import replace
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from engine.charts import time_charts
from engine.charts.palette import DARK, LIGHT
from engine.figures import exporting, notes
from engine.figures.view import View
from engine.ledgers import record_file
from engine.ledgers.home import DEFAULTS, Home
from engine.ledgers.record_file import NotWritten
from engine.screen import notes_on_page, rows_behind
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from tests.charts.test_charts import darkened
from tests.homes import EAST, OWN, TINY, TOWNSHIP, WEST, copy_of, make_home
from tests.screen.test_pages import charts, opened, words

CODE, OTHER = "patrols_village", "petitions_received"
DAY = date(2024, 7, 10)
HEADER = "指标,区划代码,日期,说明,写于\r\n"
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
PHONE = "13912345678"


class Clock(notes.datetime):
    """Half past nine on a Monday."""

    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 15, 9, 30, 1)


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of two villages in which it is the fifteenth of July 2024; nobody writes in it."""
    folder = tmp_path_factory.mktemp("july") / "home"
    return make_home(folder, {}, parameters=[{"parameter": "today", "value": "2024-07-15"}])


@pytest.fixture
def scope(july: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scope:
    """A copy of that home, and a clock that stands in it."""
    monkeypatch.setattr(notes, "datetime", Clock)
    return questions.open_scope(copy_of(july, tmp_path))


def file(scope: Scope) -> Path:
    return scope.home.path / "notes.csv"


def content(scope: Scope) -> str | None:
    """The file as it is, None where there is none; that it begins with one byte order mark goes without saying."""
    if not file(scope).exists():
        return None
    data = file(scope).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\xef\xbb\xbf") == 1
    return data[3:].decode()


def written(scope: Scope, *lines: str, encoding: str = "utf-8-sig") -> None:
    file(scope).write_bytes((HEADER + "".join(f"{line}\r\n" for line in lines)).encode(encoding))


def texts(scope: Scope, place: str = TOWNSHIP) -> list[str]:
    return [note.text for note in notes.of(scope, CODE, place, *YEAR)]


def test_the_file_is_exactly_what_was_written_with_the_newest_last(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, DAY, "防汛期间暂停巡河")
    notes.add(scope, OTHER, TOWNSHIP, date(2024, 1, 2), '  换了人, 交接"中"\n两天 ')
    assert content(scope) == (
        f"{HEADER}{CODE},{EAST},2024-07-10,防汛期间暂停巡河,2024-07-15 09:30:01\r\n"
        f'{OTHER},{TOWNSHIP},2024-01-02,"换了人, 交接""中"" 两天",2024-07-15 09:30:01\r\n'
    )
    assert sorted(path.name for path in scope.home.path.iterdir() if path.name.startswith((".", "notes"))) == [
        ".notes.lock",
        "notes.csv",
    ]


def test_deleting_takes_out_one_line_and_leaves_the_others_as_they_are(scope: Scope) -> None:
    lines = f'{CODE},{EAST},2024/7/9,"两行\n说明",\n坏行\n'
    file(scope).write_bytes(f"{HEADER}{lines}{CODE},{EAST},2024-07-10,删我,早\r\n{CODE},{WEST},2024-07-11,留,".encode())
    notes.delete(scope, notes.of(scope, CODE, EAST, DAY, DAY)[0].key)
    assert file(scope).read_bytes() == f"{HEADER}{lines}{CODE},{WEST},2024-07-11,留,".encode()
    notes.delete(scope, notes.of(scope, CODE, EAST, *YEAR)[0].key)
    assert file(scope).read_bytes() == f"{HEADER}坏行\n{CODE},{WEST},2024-07-11,留,".encode()


def test_a_note_deleted_by_somebody_else_is_said_to_be_gone(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, DAY, "一")
    key = notes.of(scope, CODE, EAST, *YEAR)[0].key
    notes.delete(scope, key)
    assert content(scope) == HEADER
    with pytest.raises(NotWritten, match="已经不在了"):
        notes.delete(scope, key)


def test_a_home_without_the_file_has_no_notes_and_none_is_made_by_reading(scope: Scope) -> None:
    assert (texts(scope), notes.faults(scope), content(scope)) == ([], [], None)


def test_a_note_changes_neither_the_snapshot_nor_the_number(scope: Scope) -> None:
    before = scope.home.content_key()
    notes.add(scope, CODE, EAST, DAY, "一")
    assert scope.home.content_key() == before
    assert texts(scope) == ["一"]  # the scope opened before the note shows it all the same


def test_notes_are_those_of_the_place_and_below_of_the_indicator_and_the_days_in_order(scope: Scope) -> None:
    for code, place, day, text in [
        (CODE, WEST, DAY, "西"),
        (CODE, EAST, date(2024, 1, 1), "东"),
        (CODE, TOWNSHIP, date(2024, 3, 1), "乡"),
        (CODE, OWN, date(2024, 3, 1), "本"),
        (CODE, EAST, date(2023, 12, 31), "去年"),
        (OTHER, EAST, DAY, "别的"),
    ]:
        notes.add(scope, code, place, day, text)
    assert texts(scope) == ["东", "乡", "本", "西"]
    assert texts(scope, EAST) == ["东"]
    assert notes.said(notes.of(scope, CODE, TOWNSHIP, *YEAR), questions.place_labels(scope)) == [
        "① 1月1日 · 东湾村：东",
        "② 3月1日 · 全乡：乡",
        "③ 3月1日 · 乡本级：本",
        "④ 7月10日 · 西沟村：西",
    ]


def test_a_village_reader_sees_writes_and_deletes_only_their_own(scope: Scope) -> None:
    for place in (TOWNSHIP, EAST, WEST):
        notes.add(scope, CODE, place, DAY, f"写给{place}")
    village = scope.narrowed(EAST)
    assert texts(village) == texts(village, EAST) == [f"写给{EAST}"]
    before = content(scope)
    for place in (TOWNSHIP, WEST, OWN):
        with pytest.raises(NotWritten, match="无权"):
            notes.add(village, CODE, place, DAY, "新")
    for note in notes.of(scope, CODE, WEST, *YEAR):
        with pytest.raises(NotWritten, match="已经不在了"):
            notes.delete(village, note.key)
    assert content(scope) == before


def test_a_reader_without_the_ledger_has_no_notes_on_its_indicators(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, DAY, "一")
    closed = replace(scope, ledgers=frozenset({"petitions"}))
    assert texts(closed) == []
    with pytest.raises(NotWritten, match="无权查看"):
        notes.add(closed, CODE, EAST, DAY, "二")
    assert texts(replace(scope, ledgers=frozenset({"river_patrols", "river_chiefs"}))) == ["一"]


@pytest.mark.parametrize(
    ("code", "place", "day", "text", "message"),
    [
        (CODE, EAST, DAY, " \n\u200b", "请填写说明。"),
        (CODE, EAST, DAY, "字" * 201, "说明最多 200 字，现有 201 字，请缩短。"),
        (CODE, EAST, date(2024, 7, 16), "一", "2024年7月16日还没有到，请填2024年7月15日或更早的日期。"),
        (CODE, EAST, date(1949, 12, 31), "一", "日期应在 1950 年至 2099 年之间。"),
        (CODE, EAST, date(2100, 1, 1), "一", "日期应在 1950 年至 2099 年之间。"),
        ("nothing", EAST, DAY, "一", "没有“nothing”这项指标，或者无权查看它的台账。"),
        (CODE, f"{TOWNSHIP}299", DAY, "一", f"区划表（places.csv）里没有“{TOWNSHIP}299”。"),
        (CODE, "110000000", DAY, "一", "无权给区划“110000000”写说明。"),
    ],
)
def test_what_cannot_be_a_note_is_refused_with_the_reason(
    scope: Scope, code: str, place: str, day: date, text: str, message: str
) -> None:
    with pytest.raises(NotWritten) as fault:
        notes.add(scope, code, place, day, text)
    assert (str(fault.value), content(scope)) == (message, None)


def test_two_hundred_characters_and_today_are_accepted(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, date(2024, 7, 15), "字" * 200)
    assert texts(scope) == ["字" * 200]


def test_the_same_note_twice_is_written_once(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, DAY, "=一")
    with pytest.raises(NotWritten, match="已经写过"):
        notes.add(scope, CODE, EAST, DAY, " =一 ")
    assert texts(scope) == ["=一"]


def test_telephone_and_identity_numbers_are_hidden_wherever_a_note_is_shown(scope: Scope) -> None:
    notes.add(scope, CODE, EAST, DAY, f"找河长，电话 {PHONE[:3]} {PHONE[3:]}，证件 620999199001011234")
    found, names = notes.of(scope, CODE, EAST, *YEAR), questions.place_labels(scope)
    hidden = "找河长，电话 （手机号已隐去），证件 （身份证号已隐去）"
    assert [note.text for note in found] == [hidden]
    assert notes.said(found, names) == [f"① 7月10日 · 东湾村：{hidden}"]
    assert notes.exported(found, names) == [f"说明 2024-07-10 · 东湾村：{hidden}"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-三成", "@某", "＝1", "'=1", "''-2", "'引'", "平常"])
def test_a_text_that_a_spreadsheet_would_run_is_written_so_that_it_does_not_and_read_as_it_was(
    scope: Scope, text: str
) -> None:
    notes.add(scope, CODE, EAST, DAY, text)
    assert texts(scope) == [text]
    cell = content(scope).splitlines()[1].split(",")[3]
    assert not cell.startswith(tuple("=+-@＝＋－＠"))


def test_a_formula_like_note_is_text_in_the_workbook() -> None:
    note = notes.Note(CODE, EAST, DAY, '=HYPERLINK("http://x")', 2, "")
    told = notes.exported([note], {EAST: "=东"})
    book = openpyxl.load_workbook(io.BytesIO(exporting.workbook(pd.DataFrame({"列": [1]}), "题", told)))
    cell = book["说明"]["A2"]
    assert (cell.value, cell.data_type) == ('说明 2024-07-10 · =东：=HYPERLINK("http://x")', "s")


def _twenty(home: Path, who: str, start: Barrier) -> None:
    scope = questions.open_scope(Home(home))
    start.wait(60)
    for n in range(20):
        notes.add(scope, CODE, EAST, DAY, f"{who}{n}")


@pytest.mark.slow
def test_two_writers_at_once_lose_no_note(scope: Scope) -> None:
    processes = multiprocessing.get_context("spawn")
    start = processes.Barrier(2)
    writers = [processes.Process(target=_twenty, args=(scope.home.path, who, start)) for who in "甲乙"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sorted(texts(scope)) == sorted(f"{who}{n}" for who in "甲乙" for n in range(20))


@pytest.mark.parametrize("change", ["add", "delete"])
@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    scope: Scope, monkeypatch: pytest.MonkeyPatch, change: str, broken: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    notes.add(scope, CODE, EAST, DAY, "一")
    before, beside = file(scope).read_bytes(), sorted(scope.home.path.iterdir())
    key = notes.of(scope, CODE, EAST, *YEAR)[0].key
    monkeypatch.setattr(os, broken, fails)
    with pytest.raises(NotWritten, match=r"没有写成（No space left on device），notes.csv 没有变动"):
        notes.add(scope, CODE, EAST, DAY, "二") if change == "add" else notes.delete(scope, key)
    assert (file(scope).read_bytes(), sorted(scope.home.path.iterdir())) == (before, beside)


def test_a_writer_who_waits_too_long_is_told_to_try_again(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_file, "_PATIENCE", 0.05)
    with FileLock(scope.home.path / ".notes.lock"), pytest.raises(NotWritten, match="过一会儿再试"):
        notes.add(scope, CODE, EAST, DAY, "一")
    assert content(scope) is None


def test_nothing_is_ever_written_into_the_demonstration_home(demo_home: Path) -> None:
    before = sorted(path.name for path in DEFAULTS.iterdir())
    scope = questions.open_scope(Home(demo_home))
    with pytest.raises(NotWritten, match="演示数据，不能写说明"):
        notes.add(scope, CODE, scope.place, date(2025, 1, 1), "一")
    assert sorted(path.name for path in DEFAULTS.iterdir()) == before


def test_a_read_only_home_says_so_and_stays_as_it_is(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(scope.home.path.iterdir())
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotWritten, match="“home”是只读的"):
        notes.add(scope, CODE, EAST, DAY, "一")
    assert sorted(scope.home.path.iterdir()) == before


GOOD = f"{CODE},{EAST},2024-07-10,好,早"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (f"{CODE},{EAST},七月十日,坏,早", "notes.csv 第 3 行：日期读不出来，请写成 2025-07-10 的样子"),
        (f"{CODE},{EAST},2024-02-30,坏,早", "notes.csv 第 3 行：日期读不出来"),
        (f"{CODE},{EAST},1949-02-03,坏,早", "在 1950 年至 2099 年之间"),
        (f"{CODE},{EAST},2024-02-03,坏", "notes.csv 第 3 行：应有 5 列，实有 4 列"),
        (f"{CODE},{EAST},2024-02-03, ,早", "notes.csv 第 3 行：说明是空的"),
        (f"{CODE},6.20E+11,2024-02-03,坏,早", "notes.csv 第 3 行：区划代码应全是数字"),
        (f"{CODE},620999999,2024-02-03,坏,早", "notes.csv 第 3 行：区划表（places.csv）里没有这个区划代码，请改正。"),
        (f"nothing,{EAST},2024-02-03,坏,早", "notes.csv 第 3 行：没有这项指标，请改正。"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_show(scope: Scope, bad: str, said: str) -> None:
    written(scope, GOOD, bad, GOOD.replace("好", "也好"))
    assert texts(scope) == ["好", "也好"]
    assert [said in fault for fault in notes.faults(scope)] == [True]
    notes.add(scope, CODE, EAST, DAY, "新")
    assert texts(scope) == ["好", "也好", "新"] and bad in content(scope)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (f"{HEADER}{GOOD}\r\n".encode("gbk"), "notes.csv 第 1 行：无法识别文件编码"),
        (f"\ufeff{HEADER[3:]}{GOOD}\r\n".encode(), "notes.csv 第 1 行：表头应为“指标,区划代码,日期,说明,写于”"),
        (b"", "notes.csv 第 1 行：表头应为"),
        (f'{HEADER}{GOOD}\r\n{CODE},{EAST},"2024'.encode(), "notes.csv 第 3 行：从这一行起读不下去"),
        (b"PK\x03\x04\x00", "notes.csv：文件不是 CSV 文本"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_never_overwritten(scope: Scope, data: bytes, said: str) -> None:
    file(scope).write_bytes(data)
    assert [fault.startswith(said) for fault in notes.faults(scope)] == [True]
    assert texts(scope) == []
    with pytest.raises(NotWritten, match="改好之前不能写说明"):
        notes.add(scope, CODE, EAST, DAY, "新")
    assert file(scope).read_bytes() == data


def test_a_file_that_cannot_be_opened_is_named(scope: Scope) -> None:
    file(scope).mkdir()
    said = "notes.csv 打不开（Is a directory），请系统管理员检查文件和权限。"
    assert (notes.faults(scope), texts(scope)) == ([said], [])
    with pytest.raises(NotWritten, match="没有写成"):
        notes.add(scope, CODE, EAST, DAY, "新")


def test_a_file_mended_by_hand_is_read_again_at_once(scope: Scope) -> None:
    written(scope, GOOD)
    assert texts(scope) == ["好"]
    before = file(scope).stat()
    file(scope).write_bytes(file(scope).read_bytes().replace("好".encode(), "改".encode()))
    os.utime(file(scope), ns=(before.st_atime_ns, before.st_mtime_ns))  # as some editors and copies do
    assert texts(scope) == ["改"]


TREND = pd.DataFrame(
    [(date(2024, 1, 9), "今年", 1), (date(2024, 12, 20), "上年", 47), (date(2024, 12, 31), "序时", 48)],
    columns=["day", "series", "value"],
)


def flags(figure: go.Figure, *signs: str) -> list[tuple[date, float]]:
    drawn = next(trace for trace in figure.data if trace.name == "words")
    return [(drawn.x[n], drawn.y[n]) for sign in signs for n, text in enumerate(drawn.text) if text == sign]


def test_a_note_is_marked_at_its_day_over_the_plot_where_no_label_is() -> None:
    figure = time_charts.trend(TREND, "次", notes=[(DAY, "①"), (date(2024, 12, 31), "②")])
    top = figure.layout.yaxis.range[1]
    lines = next(trace for trace in figure.data if trace.name == "notes")
    assert list(lines.x) == [DAY, DAY, None, date(2024, 12, 31), date(2024, 12, 31), None]
    assert [day for day, _ in flags(figure, "①", "②")] == [DAY, date(2024, 12, 31)]
    drawn = next(trace for trace in figure.data if trace.name == "words")
    pixel = top / (time_charts.PLOT + time_charts.FLAGS)
    others = [y for y, text in zip(drawn.y, drawn.text, strict=True) if text not in "①②" and "单位" not in text]
    unit = next(y for y, text in zip(drawn.y, drawn.text, strict=True) if "单位" in text)
    assert all(max(others) + 16 * pixel <= y <= unit - 12 * pixel for _, y in flags(figure, "①", "②"))
    plain = time_charts.trend(TREND, "次")
    assert top / plain.layout.yaxis.range[1] == pytest.approx(244 / 212)  # the lines stand as high as without notes
    assert (plain.layout.height, figure.layout.height) == (272, 304)


def test_marks_of_near_days_stand_side_by_side_within_the_year() -> None:
    days = [DAY, DAY, date(2024, 7, 11), date(2024, 12, 30), date(2024, 12, 31)]
    signs = [notes.mark(n) for n in range(1, 6)]
    placed = [day for day, _ in flags(time_charts.trend(TREND, "次", notes=[*zip(days, signs, strict=True)]), *signs)]
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(placed)]
    assert min(gaps) >= time_charts.FLAG_DAYS and placed[0] == DAY and placed[-1] <= date(2024, 12, 31)
    many = [(DAY, notes.mark(n)) for n in range(1, 21)]
    placed = [day for day, _ in flags(time_charts.trend(TREND, "次", notes=many), *(sign for _, sign in many))]
    assert len(set(placed)) == 20 and date(2024, 1, 1) <= placed[0] and placed[-1] <= date(2024, 12, 31)


def test_the_rules_of_every_figure_hold_for_the_trend_with_notes() -> None:
    many = [(DAY, "<a>"), (date(2024, 8, 1), "②")]
    light = time_charts.trend(TREND, "次", many)
    dark = go.Figure(json.loads(darkened(light.to_json(validate=False))))
    for figure, colours in ((light, LIGHT), (dark, DARK)):
        go.Figure(figure.to_dict())  # validates
        assert len(figure.data) <= 6 and not {"annotations", "shapes"} & set(figure.layout.to_plotly_json())
        lines = next(trace for trace in figure.data if trace.name == "notes")
        assert (lines.hoverinfo, lines.line.color, lines.unselected.marker.opacity) == ("skip", colours.muted, 1)
        assert "<a>" not in json.dumps(figure.to_plotly_json()["data"], default=str)
    assert (
        time_charts.trend(TREND.head(0), "次", notes=many).data[0].text
        == time_charts.trend(TREND.head(0), "次").data[0].text
    )


def test_beyond_twenty_the_list_goes_on_in_plain_numbers_and_the_chart_marks_no_more() -> None:
    found = [notes.Note(CODE, EAST, DAY, "一", n, str(n)) for n in range(22)]
    assert [notes.mark(n) for n in (1, 2, 20, 21)] == ["①", "②", "⑳", "(21)"]
    assert [sign for _, sign in notes_on_page.marks(found)] == [notes.mark(n) for n in range(1, 21)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of the tiny home, open in the pages."""
    found = copy_of(TINY, tmp_path)
    monkeypatch.setenv("LEDGER_HOME", str(found.path))
    return found


def page(**query: str) -> AppTest:
    return opened("indicator", **{"indicator": CODE, "year": "2024", **query})


def write_on_page(app: AppTest, text: str, day: date = DAY) -> AppTest:
    app.session_state["note-fold"] = True
    app.run()
    next(box for box in app.date_input if box.key.startswith("note-day")).set_value(day)
    app.text_input(key="note-text").set_value(text)
    return next(button for button in app.button if button.label == "写入").click().run()


def test_a_note_written_in_the_form_is_on_the_page_and_in_the_file(home: Home) -> None:
    app = write_on_page(page(), "防汛期间暂停巡河 <b>*停*</b>")
    assert not app.exception and [box.value for box in app.success] == ["已写入。"]
    told = "① 7月10日 · 全乡：防汛期间暂停巡河 <b>*停*</b>"
    for shown in (app, page()):  # the writer's page, and that of the next reader
        assert told in [text.value for text in shown.text]
        trend = next(chart for chart in charts(shown) if "①" in str(json.loads(chart["chart"])))
        assert trend["said"].endswith(f"；说明：{told}") and "<b>*停" not in trend["chart"]
    line = (home.path / "notes.csv").read_bytes().decode("utf-8-sig").splitlines()[1]
    assert line.startswith(f"{CODE},{TOWNSHIP},2024-07-10,防汛期间暂停巡河 <b>*停*</b>,")
    assert "①" not in words(page(year="2023"))
    assert "①" not in words(opened("indicator", indicator=OTHER, year="2024"))


def test_the_page_of_a_village_shows_its_notes_and_the_townships_page_names_the_village(home: Home) -> None:
    scope = questions.open_scope(home)
    notes.add(scope, CODE, EAST, DAY, "东的事")
    notes.add(scope, CODE, WEST, DAY, "西的事")
    east, all_of_them = words(page(place=EAST)), words(page())
    assert "7月10日 · 东湾村：东的事" in east and "西的事" not in east
    assert "① 7月10日 · 东湾村：东的事" in all_of_them and "② 7月10日 · 西沟村：西的事" in all_of_them


def test_a_refused_note_is_told_why_and_keeps_its_text(home: Home) -> None:
    app = write_on_page(page(), "   ")
    assert [box.value for box in app.error] == ["请填写说明。"] and not (home.path / "notes.csv").exists()
    (home.path / "notes.csv").write_bytes("指标\r\n".encode())
    app = write_on_page(page(), "留着")
    assert "表头应为" in app.error[0].value and app.text_input(key="note-text").value == "留着"


def test_a_note_is_deleted_on_the_list_after_a_confirmation(home: Home) -> None:
    scope = questions.open_scope(home)
    notes.add(scope, CODE, EAST, DAY, "一")
    notes.add(scope, CODE, EAST, date(2024, 7, 11), "二")
    app = page()
    next(button for button in app.button if button.label == "删除 ①").click().run()
    assert not app.exception and [box.value for box in app.success] == ["已删除。"]
    assert texts(scope) == ["二"]
    shown = [text.value for text in app.text]
    assert "① 7月11日 · 东湾村：二" in shown and not any(text.endswith("：一") for text in shown)


def test_a_broken_file_is_named_on_the_page_and_hides_no_number(home: Home) -> None:
    sound = [text.value for text in page().text]
    (home.path / "notes.csv").write_bytes(f"{HEADER}{CODE},{EAST},昨天,坏,早\r\n".encode("utf-8-sig"))
    app = page()
    assert not app.exception and not app.error
    assert any("notes\\.csv 第 3 行" in w.value or "notes\\.csv 第 2 行：日期读不出来" in w.value for w in app.warning)
    assert [text.value for text in app.text] == sound


def test_the_demonstration_home_offers_no_form_and_says_why(demo_home: Path) -> None:
    app = opened("indicator", indicator=CODE)
    app.session_state["note-fold"] = True
    app.run()
    assert not app.exception and any("演示数据，不能写说明" in text.value for text in app.text)
    assert not [button for button in app.button if button.label == "写入"]


@pytest.mark.parametrize(("place", "month", "told"), [(None, None, "东乡西"), (EAST, None, "东"), (None, 3, "乡西")])
def test_the_workbook_of_the_rows_carries_the_notes_of_its_places_and_days(
    home: Home, monkeypatch: pytest.MonkeyPatch, place: str | None, month: int | None, told: str
) -> None:
    scope = questions.open_scope(home)
    for at, day, text in (
        (EAST, date(2024, 2, 1), "东"),
        (TOWNSHIP, date(2024, 3, 1), "乡"),
        (WEST, date(2024, 3, 31), "西"),
    ):
        notes.add(scope, CODE, at, day, text)
    given: list[list[str]] = []
    monkeypatch.setattr(rows_behind, "downloads", lambda frame, title, lines, key: given.append(lines))
    monkeypatch.setattr(rows_behind.board, "show", lambda *_, **__: None)
    view = View(scope, TOWNSHIP, 2024, date(2024, 12, 31))
    rows_behind.rows_behind(view, view.figure(CODE), "rows", place=place, month=month)
    names = {"东": "东湾村", "乡": "全乡", "西": "西沟村"}
    lines = [line for line in given[0] if line.startswith("说明 ")]
    assert [line.split(" · ")[1] for line in lines] == [f"{names[text]}：{text}" for text in told]
