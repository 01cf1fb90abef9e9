"""The page ours are measured against: the same figures, ready-made, behind two filters, and nothing else.

A stock Streamlit page: no settings, no care for the garbage collector. It neither reads ledgers nor computes nor builds
a figure, so all it costs is Streamlit and Plotly.
"""

import json
import os
from pathlib import Path

import streamlit as st
from plotly.graph_objects import Figure


@st.cache_resource
def ready_made() -> dict:
    """Places, years, and for each pair the figures that the dashboard sent, in its order."""
    read = json.loads(Path(os.environ["BENCH_FIGURES"]).read_text(encoding="utf-8"))
    for charts in read["charts"].values():
        for chart in charts:
            chart["figure"] = Figure(chart["spec"]["data"], chart["spec"]["layout"], _validate=False)
    return read


st.set_page_config(layout="wide")
ready = ready_made()
place = st.sidebar.selectbox("范围", ready["places"], key="place")
year = st.sidebar.selectbox("年度", ready["years"], key="year")
charts = ready["charts"][f"{place} {year}"]
# The same widths as on the dashboard: a chart fills half of the page.
cells = [st.columns(2, gap="large")[1], *(cell for _ in charts[1::2] for cell in st.columns(2, gap="large"))]
for number, (cell, chart) in enumerate(zip(cells, charts, strict=False)):
    cell.plotly_chart(
        chart["figure"],
        key=f"chart-{number}",
        config=chart["config"],
        alt=chart["alt"],
        **({"on_select": "rerun", "selection_mode": "points"} if chart["clickable"] else {}),
    )
