"""What a reader chose is remembered in the home, whole or not at all, and recognised in next year's report."""

import threading
from pathlib import Path

import pytest

from engine.ledgers.home import Home
from engine.ledgers.record_file import NotWritten
from engine.reconciling import choices, conclusions
from engine.reconciling.choices import NONE
from engine.reconciling.reconcile import Checked, reconcile
from engine.snapshot import questions
from engine.snapshot.questions import Scope
from tests import homes
from tests.conftest import DEMONSTRATION

ASKED = "全年排查整治安全隐患34条。"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return homes.copy_of(homes.ONE_VILLAGE, tmp_path_factory.mktemp("choices"))


@pytest.fixture
def scope(home: Home) -> Scope:
    """A home that remembers nothing yet."""
    (home.path / choices.FILE.name).unlink(missing_ok=True)
    return questions.open_scope(home)


def only(scope: Scope, text: str) -> Checked:
    (found,) = reconcile(scope, text, 2024).figures
    return found


def test_a_choice_holds_for_the_same_phrase_with_another_number(scope: Scope) -> None:
    asked = only(scope, ASKED)
    assert asked.unsure and asked.phrase == "全年排查整治安全隐患#"
    choices.remember(scope.home, asked.phrase, asked.found.unit, "hazards_rectified")
    again = only(scope, "2025年，全年排查整治安全隐患120余条，")
    assert (again.code, again.chosen) == ("hazards_rectified", True)
    assert only(scope, "全年排查整治消防隐患34条。").chosen is False


def test_none_of_them_is_a_choice_too(scope: Scope) -> None:
    choices.remember(scope.home, only(scope, ASKED).phrase, "条", NONE)
    found = only(scope, ASKED)
    assert (found.code, found.unsure, found.verdict) == ("", False, conclusions.UNKNOWN)


def test_a_later_choice_replaces_the_earlier(scope: Scope) -> None:
    for code in ("hazards_rectified", "hazards_found"):
        choices.remember(scope.home, "安全隐患#", "条", code)
    assert choices.read(scope.home).chosen == {("安全隐患#", "条"): "hazards_found"}


def test_a_claim_in_words_is_remembered_by_its_words(scope: Scope) -> None:
    found = only(scope, "各类事项均已按时办结。")
    assert "#" not in found.phrase and "按时办结" in found.phrase


def test_a_choice_of_an_indicator_that_is_gone_is_no_choice(scope: Scope) -> None:
    choices.remember(scope.home, only(scope, ASKED).phrase, "条", "abolished")
    assert only(scope, ASKED).unsure


def test_numbers_of_persons_are_not_remembered(scope: Scope) -> None:
    found = only(scope, "联系电话13912345678，排查整治安全隐患34条。")
    assert "139" not in found.phrase


def test_the_demonstration_and_a_read_only_home_remember_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotWritten, match="演示数据"):
        choices.remember(Home(DEMONSTRATION), "巡河#", "次", "patrols_village")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(NotWritten, match="只读"):
        choices.remember(Home(tmp_path), "巡河#", "次", "patrols_village")
    assert not (DEMONSTRATION / choices.FILE.name).exists()


def test_a_damaged_file_is_told_and_not_overwritten(scope: Scope) -> None:
    path = scope.home.path / choices.FILE.name
    path.write_text("短语,单位\n", encoding="utf-8")
    assert choices.read(scope.home).faults == (
        "choices.csv 第 1 行：表头应为“短语,单位,指标,写于”，请改正后保存为“CSV UTF-8”。",
    )
    with pytest.raises(NotWritten, match="改好之前不能记住"):
        choices.remember(scope.home, "巡河#", "次", "patrols_village")
    assert path.read_text(encoding="utf-8") == "短语,单位\n"


def test_a_line_that_cannot_be_read_is_named_and_the_others_count(scope: Scope) -> None:
    path = scope.home.path / choices.FILE.name
    path.write_text("短语,单位,指标,写于\n巡河#,次,patrols_village,2025\n只有短语\n", encoding="utf-8")
    content = choices.read(scope.home)
    assert content.chosen == {("巡河#", "次"): "patrols_village"}
    assert content.faults == ("choices.csv 第 3 行：应有 4 列，短语和指标不能为空。",)


def test_nothing_is_written_that_a_spreadsheet_would_run(scope: Scope) -> None:
    found = only(scope, "=排查整治安全隐患34条。")
    choices.remember(scope.home, found.phrase, "=1+1", "hazards_found")
    text = (scope.home.path / choices.FILE.name).read_text(encoding="utf-8-sig")
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))


def test_many_writers_lose_nothing(scope: Scope) -> None:
    writers = [
        threading.Thread(target=choices.remember, args=(scope.home, f"第{n}类#", "次", "patrols_village"))
        for n in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(choices.read(scope.home).chosen) == 8
