"""The table of contents: which pages there are. Run with `streamlit run dashboard.py`.

(docs/decisions.md, "Pages without arithmetic")
"""

import logging

import streamlit as st

from engine.figures import exporting, of_places  # noqa: F401  what pages need is imported before the first reader comes
from engine.ledgers.faults import SaidError, SnapshotGone
from engine.screen import sidebar
from engine.screen.heading import warm_up

st.set_page_config(layout="wide", page_icon="static/icon.png", initial_sidebar_state="collapsed")
warm_up()

PAGES = [
    st.Page("pages/overview.py", title="总览", url_path="overview"),
    st.Page("pages/indicator.py", title="指标", url_path="indicator"),
    st.Page("pages/villages.py", title="村级", url_path="villages"),
    st.Page("pages/services.py", title="政务服务", url_path="services"),
    st.Page("pages/enforcement.py", title="行政执法", url_path="enforcement"),
    st.Page("pages/rivers.py", title="河长巡河", url_path="rivers"),
    st.Page("pages/petitions.py", title="信访与调解", url_path="petitions"),
    st.Page("pages/publicity.py", title="普法宣传", url_path="publicity"),
    st.Page("pages/decisions.py", title="决策与监督", url_path="decisions"),
    st.Page("pages/safety.py", title="安全与防疫", url_path="safety"),
    st.Page("pages/warnings.py", title="预警", url_path="warnings"),
    st.Page("pages/ledgers.py", title="台账", url_path="ledgers"),
    st.Page("pages/import.py", title="导入", url_path="import"),
    st.Page("pages/report.py", title="年度报告", url_path="report"),
    st.Page("pages/reconcile.py", title="核对", url_path="reconcile"),
    st.Page("pages/manual.py", title="手册", url_path="manual"),
]
FRONT = st.Page("pages/overview.py", title="总览", url_path="front", default=True)  # the bare address
page = st.navigation([FRONT, *PAGES], position="hidden")
try:
    sidebar.show(PAGES, page)
    page.run()
    st.session_state.pop("began-anew", None)
except (
    SnapshotGone
) as gone:  # the ledgers were imported anew, and again, while this page was made: begin with what they say now
    if "began-anew" not in st.session_state:
        st.session_state["began-anew"] = True
        st.rerun()
    st.error(str(gone))
except SaidError as fault:  # somebody can mend it: the sentence says where
    logging.getLogger(__name__).warning("page %s: %s", page.url_path, fault)
    st.error(str(fault).replace("$", r"\$"))
except Exception:  # whatever it was, the reader gets a sentence and the log the details
    logging.getLogger(__name__).exception("page %s failed", page.url_path)
    st.error("这一页没能显示完整。请刷新重试；仍然不行，请把网址和时间告诉系统管理员，其他页面不受影响。")
