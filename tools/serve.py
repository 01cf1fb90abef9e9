"""Start the dashboard with everything loaded before the first reader comes: `python tools/serve.py [streamlit options]`.

`streamlit run app.py` serves the same, but its first reader waits for the imports and for the first snapshot.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Import what pages need, build or open the snapshot, then hand over to Streamlit in this very process."""
    from streamlit.web import cli

    from engine.ledgers.faults import SaidError
    from engine.ledgers.home import from_environment
    from engine.screen import application
    from engine.snapshot import questions
    from engine.subjects import overview, through_the_year  # noqa: F401

    application.compressed(application.PLOTLY.read_bytes())
    try:
        overview.prepare(questions.open_scope(from_environment()))
    except SaidError as fault:
        print(fault, file=sys.stderr)  # the page says it too, and the home can be mended while it runs
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
