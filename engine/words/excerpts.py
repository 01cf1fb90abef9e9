"""A list that shows a part says of how many, in the same words everywhere; what is taken away is whole.

(docs/decisions.md, "Lists are cut in SQL")
"""

from typing import NamedTuple

import pandas as pd

from engine.words import numbers

SHOWN = 500  # rows a table carries to the browser at most
ALL = 2**31 - 1  # asked for by whoever takes a list away


def said(shown: int, whole: int) -> str:
    """`显示前 500 条，共 4,949 条`; nothing where everything is shown."""
    return f"显示前 {numbers.text(shown)} 条，共 {numbers.text(whole)} 条" if shown < whole else ""


def bracketed(shown: int, whole: int) -> str:
    """The same behind a title."""
    return f"（{told}）" if (told := said(shown, whole)) else ""


def drawn(shown: int, whole: int) -> str:
    """Behind the title of a chart, whose words list what it does not draw (`Picture.of`): `（…，其余见文字版）`."""
    return f"（{told}，其余见文字版）" if (told := said(shown, whole)) else ""


def shortened(text: str, room: int = 28) -> str:
    """A text in the room of one line, cut with an ellipsis."""
    return text if len(text) <= room else f"{text[: room - 1]}…"


class Excerpt(NamedTuple):
    """The first rows of a list, and how many it has in all.

    `keys`: of the ledger row each leads to, where no column says so; `stand_for`: how many of the list the rows are, where
    one may take several.
    """

    rows: pd.DataFrame
    whole: int
    keys: list[str] | None = None
    stand_for: int | None = None

    @property
    def shown(self) -> int:
        return len(self.rows) if self.stand_for is None else self.stand_for

    @property
    def cut(self) -> bool:
        return self.shown < self.whole

    @property
    def said(self) -> str:
        return said(self.shown, self.whole) or f"共 {numbers.text(self.whole)} 条"


def counted(answer: pd.DataFrame) -> int:
    """How many rows there are in all, as an answer with `$most` says in its column `row_count`."""
    return int(answer["row_count"].iloc[0]) if len(answer) else 0
