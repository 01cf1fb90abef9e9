"""The table of contents: which pages there are. Run with `streamlit run dashboard.py`."""

import logging

import streamlit as st

from engine import charts, exporting, figures  # noqa: F401  what pages need is imported before the first reader comes
from engine.show import warm_up

st.set_page_config(layout="wide", page_icon="static/icon.png")
warm_up()

page = st.navigation(
    [
        st.Page("pages/overview.py", title="总览", url_path="overview", default=True),
        st.Page("pages/indicator.py", title="指标", url_path="indicator"),
        st.Page("pages/villages.py", title="村级", url_path="villages"),
        st.Page("pages/warnings.py", title="预警", url_path="warnings"),
        st.Page("pages/ledgers.py", title="台账", url_path="ledgers"),
    ]
)
try:
    page.run()
except Exception:  # whatever it was, the reader gets a sentence and the log the details
    logging.getLogger(__name__).exception("page %s failed", page.url_path)
    st.error("这一页没能显示完整。请刷新重试；仍然不行，请把网址和时间告诉系统管理员，其他页面不受影响。")
