"""Every page, opened without a browser: on the tiny home, an empty home, a home with one village and a broken one."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from engine.figures import of_places, time_frame
from engine.ledgers.home import Home
from engine.snapshot import questions
from tests.conftest import HOMES as DATA
from tests.homes import EAST, make_home

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
PHONE, IDENTITY = "13912345678", "620999199001011234"
# How to come to the petitions on a page that begins with something else.
AMONG_PETITIONS = {
    "indicator": [{"indicator": "petitions_received", "year": "2024"}],
    "ledgers": [{"ledger": "信访"}, {"ledger": "信访", "row": "XF-P-1"}],
}


def opened(page: str, **query: str) -> AppTest:
    """The page as a reader of the home in LEDGER_HOME gets it."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


@cache
def shown(page: str, home: Path) -> AppTest:
    """The page of a home with every fold open; made once for all tests that only look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGER_HOME", str(home))
        return unfolded(opened(page))


def unfolded(app: AppTest, *keys: str) -> AppTest:
    """The page after a click on some of its folds, or on all of them."""
    for key in keys or [fold.key for fold in app.get("expander") if fold.key]:
        app.session_state[key] = True
    return app.run()


def words(app: AppTest) -> str:
    """Everything the page sends to the browser that a person could read, charts and tables included."""
    shown = [str(element.proto) for element in app.main] + [str(element.proto) for element in app.sidebar]
    shown += [repr(json.loads(element.proto.json)) for element in app.get("bidi_component")]
    return "\n".join(shown)


def chosen(app: AppTest) -> dict[str, str]:
    """What the filters beside the page say, in their words."""
    return {each["name"]: dict(each["options"]).get(each["value"], each["value"]) for each in filters(app)}


def filters(app: AppTest) -> list[dict]:
    """The filters beside the page: name, options, value, and the parameters that each drops."""
    side = next(json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "sidebar")
    return side["filters"]


def narrowed(app: AppTest) -> dict[str, str]:
    """What the fields within the page say."""
    found = [each for block in blocks(app) if block["kind"] == "fields" for each in block["choices"]]
    fields = [each for each in found if each["kind"] == "select"]
    return {each["name"]: dict(each["options"])[each["value"]] for each in fields}


def charts(app: AppTest) -> list[dict]:
    """What the page tells the browser to draw: title, figure, said, clickable, chosen."""
    return [block for block in blocks(app) if block["kind"] == "chart"]


def blocks(app: AppTest) -> list[dict]:
    """The blocks of every element of the page, also those within others."""

    def within(block: dict) -> list[dict]:
        inner = [*block.get("blocks", []), *(each for column in block.get("columns", []) for each in column)]
        return [block, *(each for part in inner for each in within(part))]

    boards = [json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.component_name == "board"]
    return [each for board in boards for block in board["blocks"] for each in within(block)]


def tables(app: AppTest) -> dict[str, pd.DataFrame]:
    """What its tables say, by what they are called; all cells are words."""

    def words_of(cell: dict | str) -> str:
        return cell["text"] if isinstance(cell, dict) else cell

    return {
        block["alt"]: pd.DataFrame([[words_of(cell) for cell in row] for row in block["rows"]], columns=block["head"])
        for block in blocks(app)
        if block["kind"] == "table"
    }


def notes(app: AppTest) -> list[str]:
    """The small lines: how many rows there are, how to read them."""
    return [block["text"] for block in blocks(app) if block["kind"] == "note"]


def top(app: AppTest) -> dict:
    """What stands over the page: where, title, alerts, lines."""
    return next(block for block in blocks(app) if block["kind"] == "top")


def test_a_status_that_nothing_has_is_said_and_everything_shown() -> None:
    app = opened("overview", year="2024", status="不存在")
    assert any("“不存在”（状态）不在可选之列" in warning.value.replace("\\", "") for warning in app.warning)
    assert [b["title"] for b in blocks(app) if b["kind"] == "section"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("home", ["tiny", "empty", "one_village"])
def test_every_page_opens_without_a_fault(page: str, home: str) -> None:
    app = shown(page, DATA / home)
    assert not app.exception and not app.error
    assert top(app)["title"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_demonstration_home(page: str, demo_home: Path) -> None:
    app = opened(page)
    assert not app.exception and not app.error
    assert "演示数据" in words(app)


def test_a_real_home_does_not_show_the_line_about_demonstration_data() -> None:
    assert "演示数据" not in words(shown("overview", DATA / "tiny"))


@pytest.mark.parametrize("page", PAGES)
def test_a_village_with_nothing_has_every_page(page: str) -> None:
    names = questions.known_places(questions.open_scope(Home(DATA / "tiny")))
    nothing = next(name for code, name in names.items() if name.startswith("北"))
    app = opened(page, place=nothing)
    assert not app.exception and not app.error
    assert chosen(app)["place"] == nothing


def test_every_page_names_the_files_left_out() -> None:
    said = ["".join(top(shown(page, DATA / "tiny"))["alerts"]) for page in PAGES]
    assert all("文件没有读取" in text and "行没有计入" in text for text in said)


def test_a_home_that_is_none_is_told_what_is_missing_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path))
    app = opened("overview")
    assert not app.exception
    assert "缺少 places.csv、targets.csv、ledgers" in app.error[0].value and "LEDGER_HOME" in app.error[0].value


def test_a_fault_in_a_page_is_a_sentence_and_never_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("engine.screen.board.top", broken)
    app = opened("overview")
    assert not app.exception and "刷新重试" in app.error[0].value and "secret detail" not in words(app)


def test_a_link_with_a_place_code_a_year_and_a_day_restores_the_view() -> None:
    app = opened("overview", place="620999101000", year="2023", as_of="2023-06-30")
    own = questions.known_places(questions.open_scope(Home(DATA / "tiny")))["620999101000"]
    assert chosen(app) == {"place": own, "year": "2023年", "as_of": "2023-06-30", "office": "全部单位"}


def test_a_year_without_a_day_is_shown_to_its_end() -> None:
    assert chosen(opened("overview", year="2023"))["as_of"] == "2023-12-31"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"place": "戊村"}, "“戊村”不在现在的区划中"),
        ({"office": "城管局"}, "“城管局”没有登记"),
        ({"year": "2050"}, "2050年没有台账和目标"),
        ({"as_of": "9月30日"}, "“9月30日”不是日期"),
        ({"year": "2024", "as_of": "2023-06-30"}, "2023-06-30不在2024年内"),
        ({"at": "戊村"}, "“戊村”（只看哪里）不在可选之列"),
        ({"month": "13"}, "“13”（只看哪个月）不在可选之列"),
        ({"indicator": "none"}, "“none”（指标）不在可选之列"),
    ],
)
def test_what_a_link_asks_for_and_is_not_there_is_said(query: dict[str, str], said: str) -> None:
    app = opened("indicator", **query)
    assert not app.exception and any(
        said in words for words in [*top(app)["alerts"], *(warning.value.replace("\\", "") for warning in app.warning)]
    )


def test_an_edited_ledger_shows_on_the_next_load_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(DATA / "tiny", home)
    monkeypatch.setenv("LEDGER_HOME", str(home))
    before = opened("ledgers", ledger="普法宣传", this_year="false")
    ledger = next((home / "ledgers" / "publicity_events").glob("*.csv"))
    first, *rows = ledger.read_text(encoding="utf-8-sig").splitlines()
    ledger.write_text("\n".join([first, *rows[:-1]]) + "\n", encoding="utf-8-sig")
    after = opened("ledgers", ledger="普法宣传", this_year="false")
    assert size(before) - size(after) == 1


def size(app: AppTest) -> int:
    """How many rows the ledger page says the ledger has."""
    said = next(text for text in notes(app) if re.fullmatch(r"共 \d+ 条", text))
    return int(re.search(r"\d+", said)[0])


@pytest.mark.parametrize("page", PAGES)
def test_a_planted_identity_number_and_phone_are_on_no_page(
    page: str, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGER_HOME", str(planted))
    apps = [unfolded(opened(page, **query)) for query in ({}, *AMONG_PETITIONS.get(page, []))]
    for app in apps:
        seen = re.sub(r"[\s-]", "", words(app))
        assert PHONE not in seen and IDENTITY not in seen


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny home with a petitioner's numbers in the fields for them, in a note and in a cell they do not belong in."""
    home = tmp_path_factory.mktemp("planted") / "home"
    shutil.copytree(DATA / "tiny", home)
    path = next((home / "ledgers" / "petitions").glob("*.csv"))
    header, row, *rest = [line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    at = {name: n for n, name in enumerate(header)}
    note = f"电话 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}，证件 {IDENTITY}"
    for name, value in {
        "编号": "XF-P-1",
        "联系电话": PHONE,
        "身份证号": IDENTITY,
        "备注": note,
        "反映事项": note,
    }.items():
        row[at[name]] = value
    wrong = [*row]
    wrong[at["编号"]], wrong[at["办结日期"]] = "XF-P-2", IDENTITY
    lines = [header, row, wrong, *rest]
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8-sig")
    return home


@pytest.mark.parametrize("home", ["tiny", "empty", "one_village"])
@pytest.mark.parametrize("page", PAGES)
def test_every_chart_says_the_same_in_words_and_none_is_empty(page: str, home: str) -> None:
    for chart in charts(shown(page, DATA / home)):
        assert chart["said"]
        drawn = json.loads(chart["chart"])["data"]
        assert any(trace["name"] == "words" and any(trace["text"]) for trace in drawn), chart["title"]


def test_the_indicator_page_lists_exactly_the_rows_of_the_number(demo_home: Path) -> None:
    scope = questions.open_scope(Home(demo_home))
    app = unfolded(opened("indicator", indicator="petitions_received", year="2024"), "rows-fold")
    value = of_places.figures(scope, scope.place, 2024, time_frame.default_day(scope, 2024)).set_index("code")["value"]
    table = tables(app)["接待来信来访背后的信访台账行"]
    assert len(table) == table["计数"].astype(int).sum() == value["petitions_received"] == 12


def test_a_long_list_of_rows_is_cut_on_the_page_and_its_sum_is_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.words.excerpts.SHOWN", 4)
    app = unfolded(opened("indicator", indicator="patrols_village", year="2024"), "rows-fold")
    said = rows_said(app)
    assert len(tables(app)["村级河长巡河背后的河长巡河台账行"]) == 4
    assert re.fullmatch(r"河长巡河台账 (\d+) 行，计数合计 \1（显示前 4 条，共 \1 条）", said) and "合计 4" not in said


def test_no_bullet_of_the_overview_is_without_its_code(demo_home: Path) -> None:
    codes = set(questions.catalogue(questions.open_scope(Home(demo_home)))["code"])
    app = opened("overview")
    specs = [json.loads(chart["chart"]) for chart in charts(app)]
    drawn = {key for spec in specs for trace in spec["data"] for key in map(str, trace.get("customdata") or [])}
    folded = re.findall(r"[?&]indicator=(\w+)", json.dumps(blocks(app)))
    assert len(drawn & codes) > 10 and len((drawn | set(folded)) & codes) > 40


def test_the_warnings_page_begins_with_the_matters_longest_over_a_limit_of_the_law(demo_home: Path) -> None:
    app = opened("warnings")
    links = next(block["items"] for block in blocks(app) if block["kind"] == "matters")
    days = [int(re.search(r"\d+", link["bad"])[0]) * (1 if "超期" in link["bad"] else -1) for link in links]
    assert days == [290, 42, 15, 81, 42, 33, 33, -1]  # petitions; then what was promised or set; then nearly due
    assert links[0]["href"].startswith("/ledgers?") and "row=XF-2024-0013" in links[0]["href"]


def rows_said(app: AppTest) -> str:
    return next(text for text in notes(app) if text.startswith("河长巡河台账"))


def test_the_list_for_those_who_chase_stands_whole_on_the_page_and_each_matter_leads_to_its_row(
    demo_home: Path,
) -> None:
    app = opened("warnings")
    listed = tables(app)["督办清单"]
    assert len(listed) == 13 and "共 13 条" in notes(app)
    assert list(listed)[:3] == ["事项", "区划", "到期"]
    assert all(listed[column].all() for column in ("事项", "责任单位", "起算", "到期", "依据"))
    found = next(block for block in blocks(app) if block.get("alt") == "督办清单")
    hrefs = [row[0]["href"] for row in found["rows"]]
    assert all(href.startswith("/ledgers?ledger=") for href in hrefs)
    assert [href.rpartition("row=")[2] for href in hrefs] == list(listed["编号"])


def test_rows_behind_a_figure_begin_with_what_they_are_about_which_leads_to_the_row_and_name_their_place() -> None:
    app = unfolded(opened("indicator", indicator="patrols_village", year="2024"), "rows-fold")
    found = next(block for block in blocks(app) if block.get("alt") == "村级河长巡河背后的河长巡河台账行")
    assert found["head"][:5] == ["河段", "编号", "区划", "计入日期", "计数"]
    assert all(f"row={row[1]}" in row[0]["href"] for row in found["rows"])
    assert {row[2] for row in found["rows"]} <= {"东湾村", "西沟村", "东湾一网格", "东湾二网格"}


def test_a_ledger_lists_what_each_row_is_about_first_and_its_number_where_it_does_not_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"row_id": "A", "place": EAST, "registered_on": "2024-05-01", "content": "草场界线"},
        {"row_id": "B", "place": EAST, "registered_on": "2024-05-02", "content": None},
    ]
    monkeypatch.setenv("LEDGER_HOME", str(make_home(tmp_path, {"petitions": rows}).path))
    app = opened("ledgers", ledger="信访", year="2024", row="A")
    listed = tables(app)["信访台账"]
    assert listed.iloc[:, :3].to_numpy().tolist() == [["B", "B", "东湾村"], ["草场界线", "A", "东湾村"]]
    assert list(listed)[:3] == ["反映事项", "编号", "区划"]
    row = tables(app)["这一行台账"].set_index("栏目")["内容"]
    assert (row["反映事项"], row["编号"], row["区划"]) == ("草场界线", "A", "东湾村")


def test_the_statement_of_a_figure_stands_in_a_fold_of_its_own_for_those_who_read_it() -> None:
    app = unfolded(opened("indicator", indicator="patrols_village", year="2024"), "origin-fold")
    told = [text.value for text in app.text]
    assert any(text.startswith("怎么算：") for text in told) and not any("select" in text for text in told)
    fold = next(each for each in app.get("expander") if each.label == "统计语句（技术人员用）")
    assert "select" in fold.code[0].value and not fold.proto.expanded


def test_the_limits_cite_the_law_and_leave_out_what_leaders_need_not_know(demo_home: Path) -> None:
    limits = tables(unfolded(opened("warnings"), "limits-fold"))["时限和依据"]
    assert list(limits) == ["时限", "期限", "依据"]
    assert dict(zip(limits["时限"], limits["依据"], strict=True))["信访办结"] == "《信访工作条例》第三十四条"


def test_the_ledgers_page_begins_its_list_with_what_is_oldest_and_says_what_a_nought_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patrols = [{"row_id": "P", "place": EAST, "patrolled_at": "2024-05-01 09:00", "level": "村级"}]
    services = [{"row_id": "S", "place": EAST, "accepted_on": "2023-05-01", "due_on": "2023-05-09"}]
    reports = [{"row_id": f"I{m}", "reported_on": f"2024-{m:02}-28", "kind": "零报告"} for m in range(1, 12)]
    ledgers = {"river_patrols": patrols, "service_cases": services, "incidents": reports}
    home = make_home(tmp_path, ledgers, parameters=[{"parameter": "today", "value": "2025-01-05"}])
    monkeypatch.setenv("LEDGER_HOME", str(home.path))
    fresh = tables(opened("ledgers", year="2024"))["各台账更新到哪一天"]
    assert list(fresh)[:3] == ["台账", "更新至", "登记情况"]
    days = [day for day in fresh["更新至"] if day]
    assert days == sorted(days) == ["2023-05-01", "2024-05-01", "2024-11-28"] and not fresh["更新至"][0]
    said = dict(zip(fresh["台账"], fresh["登记情况"], strict=True))
    assert said["信访"] == "从未登记，是否发生看不出"
    assert said["政务服务办件"] == "本年没有登记，是否发生看不出"
    assert said["河长巡河"] == "有登记，为零即没有发生"
    assert said["突发事件零报告"] == "12月没有登记，是否发生看不出；其余月份为零即没有发生"


def test_what_lies_in_no_grid_is_narrowed_to_by_its_name_and_is_not_the_whole_village() -> None:
    """东湾 has four patrols, one of them in a grid."""
    query = {"indicator": "patrols_village", "year": "2024", "place": "东湾村"}
    assert "4 行" in rows_said(unfolded(opened("indicator", **query), "rows-fold"))
    app = opened("indicator", **query, at="未登记到网格")
    assert narrowed(app)["at"] == "未登记到网格" and "3 行，计数合计 3" in rows_said(app)
    assert "1 行，计数合计 1" in rows_said(opened("indicator", **query, at="东湾一网格"))


def test_what_was_narrowed_to_in_one_place_does_not_narrow_another() -> None:
    app = opened("indicator", indicator="patrols_village", year="2024", at="东湾村")
    assert narrowed(app)["at"] == "东湾村"
    assert next(each["drops"] for each in filters(app) if each["name"] == "place") == ["at"]


def test_a_village_lists_what_lies_in_no_grid_last_and_it_opens_no_other_place() -> None:
    found = next(b for b in blocks(opened("overview", year="2024", place="东湾村")) if b.get("key") == "places")
    names = [row[0] for row in found["rows"]]
    assert [name["text"] for name in names] == ["东湾一网格", "东湾二网格", "未登记到网格"]
    assert [bool(name["href"]) for name in names] == [True, True, False]
    grids = next(b for b in blocks(opened("villages", year="2024", place="东湾村")) if b.get("key") == "grids")
    assert "未登记到网格" in json.dumps(grids, ensure_ascii=False)


@pytest.mark.parametrize("page", ["services", "decisions", "safety"])
def test_a_page_of_work_says_whose_its_numbers_are_when_an_office_is_chosen(page: str) -> None:
    office = "司法所"
    told = top(opened(page, year="2024", office=office))["lines"]
    assert any(office in said and "各单位合计" in said for said in told)
    assert not any("各单位合计" in said for said in top(opened(page, year="2024"))["lines"])
