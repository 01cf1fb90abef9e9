"""The page ours are measured against: the same figures, ready-made, behind two filters, and nothing else.

A stock Streamlit page: no settings, no care for the garbage collector. It neither reads ledgers nor computes nor builds
a figure, so all it costs is Streamlit and Plotly.
"""

import streamlit as st
from plotly.graph_objects import Figure
from ready_made import ready_made


@st.cache_resource
def figures() -> dict:
    """What is ready-made, as Streamlit takes it."""
    read = ready_made()
    for charts in read["charts"].values():
        for chart in charts:
            chart["figure"] = Figure(chart["spec"]["data"], chart["spec"]["layout"], _validate=False)
    return read


st.set_page_config(layout="wide")
ready = figures()
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
