"""The table of contents: which pages there are. Run with `streamlit run dashboard.py`."""

import streamlit as st

from engine import charts, exporting, figures  # noqa: F401  what pages need is imported before the first reader comes
from engine.show import warm_up

st.set_page_config(layout="wide", page_icon="static/icon.png")
warm_up()

st.navigation(
    [
        st.Page("pages/overview.py", title="总览", url_path="overview", default=True),
        st.Page("pages/indicator.py", title="指标", url_path="indicator"),
        st.Page("pages/villages.py", title="村级", url_path="villages"),
        st.Page("pages/warnings.py", title="预警", url_path="warnings"),
        st.Page("pages/ledgers.py", title="台账", url_path="ledgers"),
    ]
).run()
