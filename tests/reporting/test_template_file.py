"""Changing a template: judged first, written whole, never over somebody else's change."""

import os
import shutil

import pytest

from engine.ledgers.home import DEFAULTS, Home
from engine.reporting import template_changes, templates
from engine.reporting.templates import FOLDER, TemplateError
from engine.snapshot import questions
from tests.reporting.documents import drafted, part_one

FILE = "1_achievements.md"


@pytest.fixture
def scope(own_tiny: Home):
    """The reader of a home that can be written; afterwards the default templates count again."""
    yield questions.open_scope(own_tiny)
    shutil.rmtree(own_tiny.path / FOLDER, ignore_errors=True)


def text(scope) -> str:
    return next(found.text for found in templates.read(scope.home) if found.file == FILE)


def test_a_saved_template_is_the_homes_own_and_counts_at_once(scope):
    template_changes.save(scope, FILE, "# 成效\r\n巡河{patrols_village}次。", text(scope))
    assert part_one(drafted(scope.home)) == ["巡河6次。"]
    assert (scope.home.path / FOLDER / FILE).read_bytes() == "# 成效\n巡河{patrols_village}次。\n".encode()
    assert [p.name for p in (scope.home.path / FOLDER).iterdir() if p.suffix == ".part"] == []


def test_a_template_with_a_fault_is_refused_with_the_line_and_nothing_is_written(scope):
    with pytest.raises(TemplateError) as caught:
        template_changes.save(scope, FILE, "# 成效\n巡河{patrol}次。", text(scope))
    assert caught.value.faults[0].startswith("report/1_achievements.md 第 2 行：没有“patrol”")
    assert not (scope.home.path / FOLDER / FILE).exists()


def test_somebody_elses_change_is_not_written_over(scope):
    began = text(scope)
    template_changes.save(scope, FILE, "# 甲\n甲句。", began)
    with pytest.raises(TemplateError, match="别人刚改过这个模板"):
        template_changes.save(scope, FILE, "# 乙\n乙句。", began)
    assert text(scope) == "# 甲\n甲句。\n"


def test_the_default_template_can_be_had_back(scope):
    template_changes.save(scope, FILE, "# 甲\n甲句。", text(scope))
    template_changes.restore(scope, FILE, text(scope))
    assert not any(found.own for found in templates.read(scope.home))


def test_the_demonstration_refuses_and_says_how_to_make_a_home():
    scope = questions.open_scope(Home(DEFAULTS))
    before = (DEFAULTS / FOLDER / FILE).read_bytes()
    with pytest.raises(TemplateError, match=r"演示数据.*LEDGER_HOME.*make run"):
        template_changes.save(scope, FILE, "# 甲\n甲句。", text(scope))
    assert (DEFAULTS / FOLDER / FILE).read_bytes() == before


def test_an_unknown_file_and_a_text_beyond_measure_are_refused(scope):
    with pytest.raises(TemplateError, match=r"没有“\.\./x”这个模板"):
        template_changes.save(scope, "../x", "# 甲\n甲。", "")
    with pytest.raises(TemplateError, match="模板最长"):
        template_changes.save(scope, FILE, "# 甲\n" + "甲" * 100_000, text(scope))


def test_a_disk_that_refuses_leaves_the_old_text(scope, monkeypatch):
    template_changes.save(scope, FILE, "# 甲\n甲句。", text(scope))
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "磁盘已满")))
    with pytest.raises(TemplateError, match="磁盘已满"):
        template_changes.save(scope, FILE, "# 乙\n乙句。", text(scope))
    assert text(scope) == "# 甲\n甲句。\n" and not list((scope.home.path / FOLDER).glob(".*.part"))


def test_the_page_shows_the_demonstrations_reason_before_anything_is_typed():
    assert "演示数据" in str(template_changes.closed(Home(DEFAULTS)))
