"""The main jobs without a browser: `python -m engine <verb>`.

A part of the engine that has verbs brings a module with `add_verbs(verbs)`; each verb sets `run`, a function
of the home and the options that returns the exit code.
"""

import argparse
import io
import sys

from engine.commands import figures_and_checks, notices
from engine.commands import imports as importing
from engine.commands import reconciliations as reconciling
from engine.commands import reports as reporting
from engine.ledgers.faults import SaidError
from engine.ledgers.home import from_environment

PARTS = (figures_and_checks, importing, reporting, reconciling, notices)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; 0 well, 1 something is wrong with the ledgers or the call; a verb may have more to tell."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        return options.run(from_environment(), options)
    except SaidError as fault:
        print(fault, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m engine", description="数据目录由环境变量 LEDGER_HOME 指定，默认为演示数据。"
    )
    verbs = parser.add_subparsers(required=True)
    for part in PARTS:
        part.add_verbs(verbs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
