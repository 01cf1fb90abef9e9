"""What lines of 【每…】 are written for: targets missed or behind, ledgers without data, matters over their limit, villages behind."""

from datetime import date
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from engine.figures import matters, notes, of_places, promises, status
from engine.figures.figure import Figure
from engine.ledgers.places import TOWNSHIP, VILLAGE, Place
from engine.reporting.report_numbers import Amounts, ReportNumber
from engine.reporting.template_words import Period
from engine.snapshot import questions
from engine.snapshot.questions import ask
from engine.words import overdue_words


class Prompt(NamedTuple):
    """What a hand must fill in: it stands in brackets until somebody does."""

    asked: str

    @property
    def text(self) -> str:
        return f"（请补写：{self.asked}。）"


Told = list[str | ReportNumber | Prompt]


class Repeats:
    """The things of one period that a line may be repeated for, each as the words the line may use."""

    def __init__(self, period: Period, amounts: Amounts) -> None:
        self.period, self.amounts = period, amounts

    @property
    def faultless(self) -> bool:
        """Whether promises and matters with a limit were there to be judged, all of them, and nothing is wanting anywhere."""
        period = self.period
        counted = matters.totals(matters.counts(period.scope, period.place, period.year, period.as_of))
        return promises.promises(self._frame).all > 0 and counted.judged > 0 and not any(self._cases.values())

    def of(self, case: str) -> list[dict[str, Told]]:
        """One dictionary of words for each sentence to be written."""
        return self._cases[case]

    def listed(self, name: str) -> str:
        """All the names of a list, joined; empty where there are none."""
        names = {
            "未达标清单": lambda: self._names("每项未达标", "名称"),
            "滞后清单": lambda: self._names("每项滞后", "名称"),
            "超期清单": lambda: self._names("每类超期", "事项"),
            "下年目标清单": self._next_year,
        }[name]()
        return "、".join(names)

    def _names(self, case: str, word: str) -> list[str]:
        return list(dict.fromkeys(str(told[word][0]) for told in self.of(case)))

    @cached_property
    def _cases(self) -> dict[str, list[dict[str, Told]]]:
        promised = [self.amounts.rows[code] for code in promises.promised(self._frame)["code"]]
        return {
            "每项未达标": [self._indicator(r) for r in promised if r.status == status.MISSED],
            "每项滞后": [self._indicator(r) for r in promised if r.status in (status.LATE, status.VERY_LATE)],
            "每项缺数据": [self._indicator(r) for r in promised if r.status == status.NO_DATA],
            "每项缺报": self._unreported(),
            "每类超期": self._overdue(),
            "每村落后": self._villages(),
        }

    @cached_property
    def _frame(self) -> pd.DataFrame:
        period = self.period
        return of_places.figures(period.scope, period.place, period.year, period.as_of)

    def _indicator(self, row: Figure) -> dict[str, Told]:
        told: dict[str, Told] = {"名称": [row.name], "责任单位": [row.office], "原因": [self._reason(row)]}
        if not pd.isna(row.value):
            unit = "" if row.unit == "%" else row.unit.split("/")[0]
            told["数值"] = [self.amounts.figure(row.code), unit]
        return told

    def _reason(self, row: Figure) -> str | Prompt:
        """What the office wrote about it this year, else a place to write it."""
        period = self.period
        found = notes.of(period.scope, row.code, period.place, date(period.year, 1, 1), period.as_of)
        if not found:
            return Prompt(f"{row.name}的原因和改进措施，由{row.office}提供")
        return f"原因：{'；'.join(note.text.rstrip('。') for note in found)}。"

    def _unreported(self) -> list[dict[str, Told]]:
        found = self._frame[self._frame["months_missing"].map(len) > 0].drop_duplicates("ledger")
        ledgers = questions.ledgers(self.period.scope)
        return [{"名称": [ledgers[name].title], "责任单位": [ledgers[name].owner]} for name in found["ledger"]]

    def _overdue(self) -> list[dict[str, Told]]:
        period = self.period
        counted = matters.counts(period.scope, period.place, period.year, period.as_of)
        found = []
        for rule, part in counted[counted["overdue"] > 0].groupby("rule", sort=False):
            row, of = part.iloc[0], overdue_words.OF_RULES[str(rule)]
            said: dict[str, Told] = {"数量": [f"{part['overdue'].sum()}{of.unit}"], "逾期事项": [of.said]}
            found.append({"名称": [row["rule_name"]], "事项": [of.matter], "责任单位": [row["office"]], **said})
        return found

    def _villages(self) -> list[dict[str, Told]]:
        period = self.period
        if len(period.place) != TOWNSHIP:
            return []
        rows = promises.promised(
            of_places.figures_by_place(period.scope, period.place, VILLAGE, period.year, period.as_of)
        )
        late = rows[rows["status"].isin(status.ACTION)]
        behind = late.loc[[not Place(code).is_own for code in late["place"]]]
        names = questions.known_places(period.scope)
        return [
            {"名称": [names[place]], "指标清单": ["、".join(part["name"])]}
            for place, part in behind.groupby("place", sort=True)
        ]

    def _next_year(self) -> list[str]:
        period = self.period
        found = ask("targets", period.scope, place=period.place, year=period.year + 1)
        promised = set(found[found["place"] == period.place]["indicator"])
        return [row.name for row in self.amounts.rows.values() if row.code in promised]
