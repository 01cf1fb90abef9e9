"""The verb `notify`: the 督办 summary of the day or the week, printed or sent; nothing is sent unless a channel is named."""

import argparse

from engine.commands import channels
from engine.figures import time_frame
from engine.figures.view import View
from engine.ledgers.faults import SaidError
from engine.ledgers.home import Home
from engine.ledgers.places import Place
from engine.snapshot import questions
from engine.subjects import supervision

PRINT = "print"


class UnknownOffice(SaidError):
    """An office that no indicator belongs to: whoever typed it must choose another."""


def add_verbs(verbs: argparse._SubParsersAction) -> None:
    """See engine/__main__.py."""
    verb = verbs.add_parser(
        "notify",
        help="打印督办日报、周报，或发到企业微信群、钉钉群、邮箱",
        description="打印督办日报、周报，或发到企业微信群、钉钉群、邮箱。没有设置地址的不发；地址和密钥写在环境变量里，见 docs/operations.md。",
    )
    verb.add_argument("--period", choices=(supervision.DAY, supervision.WEEK), default=supervision.DAY)
    verb.add_argument("--place", help="区划代码，默认全部")
    verb.add_argument("--office", help="责任单位，默认全部")
    verb.add_argument("--by", choices=(PRINT, *channels.CHANNELS), default=PRINT, help="默认只打印，不发送")
    verb.set_defaults(run=_notify)


def _notify(home: Home, options: argparse.Namespace) -> int:
    scope = questions.open_scope(home)
    scope = scope.narrowed(options.place or scope.place)
    offices = list(dict.fromkeys(questions.catalogue(scope)["office"]))
    if options.office and options.office not in offices:
        raise UnknownOffice(f"没有责任单位“{options.office}”。可写：{'、'.join(offices)}。")
    year = questions.today(scope).year
    view = View(scope, Place(scope.place), year, time_frame.default_day(scope, year), options.office)
    found = supervision.summary(view, options.period)
    told = found.text if options.by == PRINT else channels.CHANNELS[options.by](found, channels.settings())
    print(told)
    return 0
