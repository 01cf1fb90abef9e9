"""Nothing is cut in silence: a list that shows a part says of how many, its filters reach every row, its files are whole."""

import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
import python_calamine
from streamlit.testing.v1 import AppTest

from engine.__main__ import main
from engine.checks import findings, ledger_checks
from engine.commands import imports
from engine.figures import exporting, matters, time_frame
from engine.figures.view import View
from engine.importing import effects, preview
from engine.ledgers.home import ROOT, Home
from engine.reconciling import documents
from engine.reporting import annexes, brief, repeated_lines, report
from engine.reporting.report_numbers import Amounts
from engine.reporting.template_words import Period
from engine.snapshot import questions
from engine.subjects import animals, lines_of_work, overview, service_charts, warnings
from engine.words import excerpts
from engine.words.excerpts import ALL, Excerpt
from tests.homes import CONTRACT, EAST, PLACES, TOWNSHIP, WEST, filled, make_home, write
from tests.reporting.documents import opened
from tests.screen.test_pages import notes, tables, top

DAY = date(2024, 12, 31)
LATE, SOON, AHEAD = "2024-12-01", "2025-01-02", "2025-02-01"
TODAY = [{"parameter": "today", "value": DAY.isoformat()}]  # open matters are measured on it
# Of an earlier year, so that the day of an end is known to be entered here: only then do clocks run.
ENDED = {"accepted_on": "2023-03-05", "completed_on": "2023-03-08", "outcome": "办结"}


def service(number: int, place: str, promised_by: str, **cells: str) -> dict:
    return {"row_id": f"B{number}", "place": place, "accepted_on": "2024-03-05", "promised_by": promised_by, **cells}


def limits(**more: str) -> list[dict]:
    """Binding limits of cases, problems and requests, and one that only reminds."""
    rules = {"service_promise": "是", "problem_rectify": "是", "request_answer": "否", **more}
    row = {"basis": "条例", "checked": "是"}
    return [{"rule": rule, "name": f"时限{rule}", "binding": binding, **row} for rule, binding in rules.items()]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    """Six overdue cases in 东湾; in 西沟 two that are nearly due and one problem ahead; two done, one of them late;
    three requests that only remind: one taken up, one still to be, one whose day has passed."""
    done = {"completed_on": "2024-03-08", "outcome": "办结"}
    cases = [
        *(service(n, EAST, LATE) for n in range(6)),
        *(service(n, WEST, SOON) for n in (6, 7)),
        service(8, EAST, "2024-03-10", **done),
        service(9, EAST, "2024-03-07", **done),
    ]
    problem = {"row_id": "W1", "place": WEST, "found_on": "2024-12-01", "due_on": AHEAD, "source": "安全隐患"}
    earlier = problem | {"row_id": "W0", "found_on": "2023-12-01", "due_on": "2023-12-20", "rectified_on": "2023-12-05"}
    request = {"place": EAST, "received_on": "2024-12-01"}
    requests = [
        {**request, "row_id": "S1", "due_on": "2024-12-05", "answered_on": "2024-12-04"},
        {**request, "row_id": "S2", "due_on": AHEAD},
        {**request, "row_id": "S3", "due_on": "2024-12-05"},
    ]
    ledgers = {"service_cases": cases, "problems": [earlier, problem], "requests": requests}
    return make_home(tmp_path_factory.mktemp("cut"), ledgers, deadlines=limits(), parameters=TODAY)


@pytest.fixture
def view(home) -> View:
    scope = questions.open_scope(home)
    return View(scope, scope.place, 2024, DAY)


def keys(found: Excerpt) -> list[str]:
    return list(found.rows["编号"])


def test_the_sentence_is_one_for_every_list():
    assert excerpts.said(500, 4949) == "显示前 500 条，共 4,949 条"
    assert excerpts.said(500, 500) == excerpts.bracketed(500, 500) == ""
    assert Excerpt(pd.DataFrame({"a": [1]}), 1).said == "共 1 条"
    assert Excerpt(pd.DataFrame({"a": [1]}), 3).said == "显示前 1 条，共 3 条"


def test_the_list_of_matters_says_of_how_many_and_can_be_had_whole(view):
    first = warnings.listed(view, 2, matters.URGENT, {})
    assert (keys(first), first.said) == (["B0", "B1"], "显示前 2 条，共 8 条")
    assert len(keys(warnings.listed(view, ALL, matters.URGENT, {}))) == 8


@pytest.mark.parametrize(
    ("states", "chosen", "found"),
    [
        (["临期"], {}, ["B6", "B7"]),
        (["在办"], {}, ["W1"]),
        (["逾期办结", "按期办结"], {}, ["B9", "B8"]),
        (["提醒"], {}, ["S1", "S2"]),
        (["超期"], {"place_name": "西沟村"}, []),
        ([], {"place_name": "西沟村"}, ["B6", "B7", "W1"]),
        ([], {"rule_name": "时限problem_rectify"}, ["W1"]),
        (["临期", "在办"], {"office": "应急管理"}, None),
    ],
)
def test_a_filter_reaches_what_the_first_rows_do_not_show(view, states, chosen, found):
    """Of one row shown, its state, rule, place and office are chosen among all."""
    if "office" in chosen:
        chosen = {"office": questions.ledgers(view.scope)["problems"].owner}
        found = ["W1"]
    listed = warnings.listed(view, 1, states, chosen)
    assert (keys(listed), listed.whole) == (found[:1], len(found))
    assert keys(warnings.listed(view, ALL, states, chosen)) == found


def test_tiles_fold_and_list_count_the_same_matters(view):
    page = warnings.warnings(view)
    totals = matters.totals(view.matter_counts())
    states = {state: warnings.listed(view, 1, [state], {}).whole for state in ("超期", "临期", "在办", "提醒")}
    assert states == {"超期": totals.overdue, "临期": totals.near, "在办": 1, "提醒": 2} == states
    assert (totals.overdue, totals.near, totals.still_open) == (6, 2, 9)
    assert page.whole == warnings.listed(view, 1, [], {}).whole == 13
    assert (len(page.first), page.urgent) == (8, 8)


def test_the_calendar_holds_every_open_matter(view):
    text = warnings.calendar(view, {}).decode("utf-8")
    assert text.count("BEGIN:VEVENT") == 9
    assert warnings.calendar(view, {"place_name": "西沟村"}).decode("utf-8").count("BEGIN:VEVENT") == 3


def test_an_office_sees_its_own_matters_before_they_are_cut(view):
    owner = questions.ledgers(view.scope)["problems"].owner
    of_office = View(view.scope, view.place, 2024, DAY, owner)
    found = of_office.matters(1, states=matters.STILL_OPEN)
    assert (list(found["row_id"]), excerpts.counted(found)) == (["W1"], 1)


def page(home: Home, monkeypatch, name: str, **query: str) -> AppTest:
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    for key, value in {"year": "2024", "as_of": "2024-12-31", **query}.items():
        app.query_params[key] = value
    app.switch_page(f"pages/{name}.py").run()
    assert not app.exception and not app.error
    return app


def test_the_page_of_warnings_shows_a_part_and_says_so(home, monkeypatch):
    monkeypatch.setattr("engine.words.excerpts.SHOWN", 3)
    app = page(home, monkeypatch, "warnings", state="超期")
    assert "显示前 3 条，共 6 条，全部在下载的 Excel 里" in notes(app)
    assert len(tables(app)["督办清单"]) == 3


def test_the_filter_of_the_page_reaches_beyond_what_is_shown(home, monkeypatch):
    monkeypatch.setattr("engine.words.excerpts.SHOWN", 1)
    app = page(home, monkeypatch, "warnings", state="临期")
    assert "显示前 1 条，共 2 条，全部在下载的 Excel 里" in notes(app)
    assert list(tables(app)["督办清单"]["编号"]) == ["B6"]


def test_the_page_of_ledgers_shows_a_part_and_says_so(home, monkeypatch):
    monkeypatch.setattr("engine.words.excerpts.SHOWN", 4)
    app = page(home, monkeypatch, "ledgers", ledger="政务服务办件")
    assert "显示前 4 条，共 10 条，全部在下载的 Excel 里" in notes(app)
    assert len(tables(app)["政务服务办件台账"]) == 4


def test_places_and_offices_beyond_the_bars_stand_in_words_and_in_the_filters(tmp_path, monkeypatch):
    monkeypatch.setattr(warnings, "BARS", 3)
    villages = [
        {"code": f"{TOWNSHIP}{n}", "name": f"村{n}", "level": "村", "parent": TOWNSHIP} for n in range(201, 206)
    ]
    cases = [service(n, f"{TOWNSHIP}{n}", LATE) for n in range(201, 206)]
    cases.append(service(0, f"{TOWNSHIP}201", LATE, **ENDED))
    scope = questions.open_scope(
        make_home(tmp_path, {"service_cases": cases}, parameters=TODAY, places=[PLACES[0], *villages])
    )
    found = warnings.warnings(View(scope, scope.place, 2024, DAY))
    assert found.place_name.title == "按区划：超期和临期（显示前 3 条，共 5 条，其余见文字版）"
    assert len(found.place_name.rest) == 2
    assert all(f"村{n}" in found.place_name.said for n in range(201, 206))
    assert found.offered["place_name"] == [f"村{n}" for n in range(201, 206)]


def test_two_villages_of_one_name_are_two(tmp_path):
    twins = [{"code": f"{TOWNSHIP}{n}", "name": "新村", "level": "村", "parent": TOWNSHIP} for n in (201, 202)]
    cases = [service(n, f"{TOWNSHIP}{n}", LATE) for n in (201, 202)]
    cases.append(service(0, f"{TOWNSHIP}201", LATE, **ENDED))
    scope = questions.open_scope(
        make_home(tmp_path, {"service_cases": cases}, parameters=TODAY, places=[PLACES[0], *twins])
    )
    view = View(scope, scope.place, 2024, DAY)
    one, two = warnings.warnings(view).offered["place_name"]
    assert [keys(warnings.listed(view, ALL, [], {"place_name": name})) for name in (one, two)] == [["B201"], ["B202"]]


def test_places_beyond_the_bars_of_ratings_stand_in_words(home, view, monkeypatch):
    monkeypatch.setattr(service_charts, "PLACES", 1)
    found = service_charts.ratings(view)
    assert found.title.endswith("（显示前 1 条，共 3 条，其余见文字版）") and len(found.rest) == 2
    assert "东湾村" in found.said and "西沟村" in found.said


def test_species_beyond_the_bars_stand_in_words_and_no_kind_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(animals, "MOST", 1)
    heads = {"due_heads": "10", "done_heads": "10", "held_on": "2024-03-05", "place": EAST}
    rows = [
        {**heads, "row_id": f"{kind}{species}", "kind": kind, "species": species}
        for kind in ("免疫", "检测")
        for species in ("牛", "羊", "猪")
    ]
    scope = questions.open_scope(make_home(tmp_path, {"animal_health": rows}))
    found = animals.picture(View(scope, scope.place, 2024, DAY))
    assert found.title.endswith("（显示前 2 条，共 6 条，其余见文字版）") and len(found.rest) == 4
    drawn = json.dumps(json.loads(found.chart), ensure_ascii=False)
    assert "免疫" in drawn and "检测" in drawn and found.said.count("已做 10 头（只），应做 10 头（只）") == 6


def closed_too_early(n: int) -> dict:
    day = {"registered_on": "2024-03-06", "accepted_on": "2024-03-06", "closed_on": "2024-03-05"}
    return {"row_id": f"P{n}", "place": EAST, "class": "申诉求决", **day}


def test_findings_are_counted_whole_and_a_row_knows_its_own(tmp_path):
    scope = questions.open_scope(make_home(tmp_path, {"petitions": [closed_too_early(n) for n in range(5)]}))
    names = {EAST: "东湾村"}
    whole = findings.listed(scope, TOWNSHIP, "petitions", names)
    part = findings.listed(scope, TOWNSHIP, "petitions", names, 1)
    assert whole.whole == len(whole.rows) == part.whole == ledger_checks.counts(scope, TOWNSHIP)["row_count"].sum()
    assert len(part.rows) == 1 and part.cut
    for n in range(5):  # the last one's page is not silent either
        assert findings.of_row(scope, TOWNSHIP, "petitions", f"P{n}")


def test_a_second_ledger_behind_a_figure_is_not_lost_behind_the_first(tmp_path, monkeypatch):
    """Twenty patrols of January before one problem of December: the problem has its count and its file all the same."""
    monkeypatch.setattr("engine.words.excerpts.SHOWN", 5)
    patrols = [
        {"row_id": f"X{n}", "patrolled_at": f"2024-01-{n + 1:02} 09:00", "level": "村级", "place": EAST}
        for n in range(20)
    ]
    problem = {"row_id": "W1", "place": EAST, "found_on": "2024-12-01", "source": "巡河自查"}
    home = make_home(tmp_path, {"river_patrols": patrols, "problems": [problem]})
    app = page(home, monkeypatch, "indicator", indicator="patrol_problems_per_100", at="东湾村")
    said = notes(app)
    assert any(text.startswith("河长巡河台账 20 行") and text.endswith("（显示前 5 条，共 20 条）") for text in said)
    assert any(text.endswith("（显示前 0 条，共 1 条）") for text in said)


def test_a_workbook_goes_on_on_another_sheet_where_one_is_full(monkeypatch, tmp_path):
    monkeypatch.setattr(exporting, "_SHEET", 3)
    path: Path = tmp_path / "rows.xlsx"
    path.write_bytes(exporting.workbook(pd.DataFrame({"编号": [f"A{n}" for n in range(7)]}), "题", []))
    book = python_calamine.CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["明细", "明细2", "明细3", "说明"]
    rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names[:3]]
    assert [row for sheet in rows for row in sheet[1:]] == [[f"A{n}"] for n in range(7)]


def test_the_effects_of_an_import_are_told_for_every_year_it_bears_on(tmp_path):
    days = [date(year, 3, 5) for year in range(2018, 2025)]
    rows = [{"row_id": f"X{day.year}", "held_on": day.isoformat()} for day in days]
    home = make_home(tmp_path, {"publicity_events": rows})
    resource = CONTRACT["publicity_events"]
    event = {"kind": "集中宣传", "audience": "5"}
    more = [{**event, "row_id": f"N{day.year}", "held_on": (day + timedelta(days=1)).isoformat()} for day in days]
    cells = [[filled("publicity_events", **row).get(f.column, "") for f in resource.fields] for row in more]
    data = pd.DataFrame(cells, columns=resource.headers).to_csv(index=False).encode("utf-8-sig")
    found = effects.effects(preview.prepare(home, "publicity_events", data, "新.csv"))
    years = time_frame.years(questions.open_scope(home))
    assert {effect.year for effect in found} == {day.year for day in days} <= set(years)


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


def test_the_annex_lists_the_most_urgent_and_counts_them_all(home, monkeypatch):
    monkeypatch.setattr(annexes, "_MOST", 3)
    said = paragraphs(report.write(questions.open_scope(home), 2024, DAY))
    assert "超期和临期的事项（8 件）" in said
    assert "显示前 3 条，共 8 条，全部见“预警”页的事项清单。" in said


def test_the_brief_says_of_how_many_its_warnings_are(home, monkeypatch):
    monkeypatch.setattr(brief, "_WARNINGS", 3)
    said = paragraphs(brief.write(questions.open_scope(home), 2024, DAY))
    assert any(
        text.startswith("三、需要督办：超期 6 件") and text.endswith("（显示前 3 条，共 8 条）") for text in said
    )


def test_the_overview_and_the_page_of_work_say_of_how_many_the_urgent_ones_are(view):
    for found in (overview.overview(view), lines_of_work.work(view, "services")):
        assert (len(found.urgent), found.urgent_in_all) == (5, 8)


def test_a_list_within_a_sentence_of_the_report_names_all(monkeypatch, home):
    """A number behind the first ten would be read as a figure of the report, and nothing says where the others are."""
    period = Period.of(questions.open_scope(home), TOWNSHIP, 2024, DAY)
    told = repeated_lines.Repeats(period, Amounts(period))
    monkeypatch.setattr(told, "_names", lambda case, word: [f"甲{n}" for n in range(30)])
    assert told.listed("超期清单").count("、") == 29


def test_the_terminal_says_how_many_faults_and_doubts_there_are(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(imports, "_MOST", 2)
    home = make_home(tmp_path / "home", {})
    bad = [filled("publicity_events", row_id=f"N{n}", held_on="?") for n in range(5)]
    path = write(tmp_path / "新.csv", "publicity_events", bad)
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    assert main(["import", "publicity_events", str(path), "--dry-run"]) != 0
    said = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("第 ") for line in said) == 2
    assert any(line.startswith("未收：显示前 2 条，共 5 条。") for line in said)


def test_a_report_too_long_to_be_read_whole_says_so(monkeypatch):
    monkeypatch.setattr(documents, "MOST_LETTERS", 4)
    found = documents.read("报告.txt", "开展普法宣传".encode())
    assert found.notices == ("文字太长：只核对前 4 字，共 6 字。请分成几份核对。",)


def test_more_files_that_cannot_be_read_than_are_named_are_counted(tmp_path, monkeypatch):
    """On every page, without reading the whole list of what was left out."""
    monkeypatch.setattr("engine.screen.page_top._NAMED", 2)
    home = make_home(tmp_path, {})
    for n in range(3):
        write(home.path / "ledgers" / "publicity_events" / f"{n}.csv", "places", [])
    app = page(home, monkeypatch, "ledgers")
    said = next(words for words in top(app)["alerts"] if words.startswith("3 个文件没有读取"))
    assert "（ledgers/publicity_events/0.csv、" in said and "2.csv" not in said and "等）" in said
