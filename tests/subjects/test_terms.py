"""words.csv explains every word that the pages use in a sense of their own, each once."""

import re
from collections import Counter
from pathlib import Path

from engine.figures import status, wording
from engine.ledgers.home import DEFAULTS, ROOT, Home
from engine.subjects.terms import Term, terms
from tests.homes import TINY, edit

OURS = terms(Home(DEFAULTS))


def test_every_word_is_explained_once_and_all_lines_can_be_read() -> None:
    assert OURS.faults == ()
    assert [term for term, count in Counter(each.term for each in OURS.items).items() if count > 1] == []


def test_every_word_for_how_something_stands_is_explained() -> None:
    used = {*status.ORDER, *status.MATTERS, *(set(wording.BASIS) - {"演示"})}
    assert used - {each.term for each in OURS.items} == set()


def test_the_manual_explains_its_words_as_the_search_does() -> None:
    chapter = re.search(r"## 十六、名词\n(.*?)\n## ", (ROOT / "docs" / "manual.md").read_text(encoding="utf-8"), re.S)[
        1
    ]
    told = dict(re.findall(r"- \*\*(.+?)\*\*：(.+)", chapter))
    meanings = {each.term: each.meaning for each in OURS.items}
    assert told and {term: meanings.get(term) for term in told} == told


def test_a_home_may_have_words_of_its_own(tmp_path: Path) -> None:
    assert terms(TINY) == OURS
    (tmp_path / "words.csv").write_text("term,meaning,basis\n双拥,拥军优属、拥政爱民,\n双拥\n", encoding="utf-8-sig")
    found = terms(Home(tmp_path))
    assert found.items == (Term("双拥", "拥军优属、拥政爱民", ""),)
    assert found.faults == ("words.csv 第 3 行：应有名词、含义、依据三格，名词和含义不能为空，请改正。",)
    edit(tmp_path / "words.csv", "term,meaning", "名词,meaning")
    assert terms(Home(tmp_path)).faults == (
        "words.csv 第 1 行：表头应为“term,meaning,basis”，请改正后保存为“CSV UTF-8”。",
    )
