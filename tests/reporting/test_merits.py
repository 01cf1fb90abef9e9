"""What fell short is no achievement: it stands among the shortcomings, and there alone."""

from datetime import date

import pandas as pd
import pytest

from engine.figures import of_places, status
from engine.ledgers.home import Home
from engine.reporting import templates
from engine.reporting.draft import Draft, Heading
from engine.snapshot import questions
from tests.homes import OWN, TINY, TOWNSHIP, append, copy_of, filled, make_home, tiny, write
from tests.reporting.documents import END, drafted, part, part_one

MERITS, SHORTCOMINGS = (1, 3), 2


def spoken(draft: Draft) -> dict[int, set[str]]:
    """Part of the report → the indicators whose numbers stand in it, in figures or in words."""
    found: dict[int, set[str]] = {}
    for block in draft.blocks:
        if isinstance(block, Heading):
            if block.level == 1:
                found[len(found) + 1] = set()
        else:
            found[len(found)] |= {figure.code for sentence in block for figure in sentence.figures}
    return found


def beyond_reach(row: pd.Series) -> str:
    """A target that this figure misses, whatever kind of indicator it is."""
    if row["better"] == "lower":
        return "zero,0,"
    return "range,1000000,2000000" if row["better"] == "neutral" else "reach,1000000,"


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The tiny home with a target for every indicator that its figure does not keep."""
    home = copy_of(TINY, tmp_path_factory.mktemp("failed"))
    append(home.path / "ledgers/incidents/incidents.csv", f"LB-2024-009,{OWN},2024-05-31,越级集体访,,")
    case = filled("litigation", row_id="1", place=OWN, filed_on="2024-01-09", closed_on="2024-02-09", result="纠错")
    write(home.path / "ledgers/litigation/litigation.csv", "litigation", [case])
    rows = of_places.figures(tiny(), TOWNSHIP, 2024, END)
    lines = [f"{row['code']},2024,{TOWNSHIP},{beyond_reach(row)},,,,,计划,本级自定" for _, row in rows.iterrows()]
    head = "indicator,year,place,kind,value,upper,period,people,from_on,due_on,basis,basis_status"
    (home.path / "targets.csv").write_text("\n".join([head, *lines]), encoding="utf-8-sig")
    return home


def codes_of_the_templates() -> list[str]:
    found = templates.judged(tiny(), templates.read(TINY))
    return sorted({code for part in found.parts for line in part for code in templates.named(line)})


@pytest.mark.parametrize("code", codes_of_the_templates())
def test_an_indicator_that_missed_its_target_stands_among_the_shortcomings_alone(failed, code):
    found, row = drafted(failed), of_places.by_code(questions.open_scope(failed), TOWNSHIP, 2024, END)[code]
    said = spoken(found)
    assert not any(code in said[part] for part in MERITS)
    if row.status == status.NO_DATA:
        assert f"{row.name}设了目标，但台账没有记录。" in part(found, SHORTCOMINGS)
    else:
        assert row.status == status.MISSED and code in said[SHORTCOMINGS]


def test_a_missed_figure_takes_no_other_sentence_with_it(templated):
    lines = "政务服务办结率{services_completed}，\n按期办结率{services_on_time}，\n网上评价率{services_online_rated}。"
    found = drafted(templated(lines))
    assert part_one(found) == ["政务服务办结率75%，网上评价率100%。"]
    assert [(x.text, x.reason) for x in found.left_out if "services_on_time" in x.codes] == [
        ("按期办结率□，", "政务服务按期办结率：未达标，不作为成效写")
    ]


def test_what_lags_in_the_middle_of_the_year_is_no_achievement_either(tmp_path):
    target = {"indicator": "patrols_village", "year": 2024, "place": TOWNSHIP, "kind": "reach", "value": 10}
    patrols = [{"row_id": str(n), "level": "村级", "patrolled_at": f"2024-03-0{n} 09:00"} for n in (1, 2)]
    home = make_home(
        tmp_path, {"river_patrols": patrols}, targets=[{**target, "basis": "计划", "basis_status": "本级自定"}]
    )
    for day, merit in ((date(2024, 3, 10), True), (date(2024, 6, 30), False)):  # 2 of 1 expected, 2 of 4
        said = spoken(drafted(home, as_of=day))
        assert ("patrols_village" in said[1], "patrols_village" in said[2]) == (merit, not merit)


def test_what_should_never_happen_is_no_achievement_even_where_nobody_set_a_target(tmp_path):
    event = {"row_id": "1", "place": OWN, "kind": "越级集体访"}
    found = drafted(make_home(tmp_path, {"incidents": [event]}))
    assert "petition_escalations" not in spoken(found)[1] and "发生越级集体访事件1起" in "".join(part(found, 2))


def test_a_shortcoming_that_is_listed_is_not_said_a_second_time():
    text = "".join(part(drafted(), SHORTCOMINGS))
    assert "群体性械斗事件1起，没有达到目标要求" in text and "发生群体性械斗事件" not in text
