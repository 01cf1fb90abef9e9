"""How is this read, and where do its numbers come from? The manual of docs/, inside the dashboard."""

import streamlit as st

from engine.screen import manual, show, show_filters

view = show_filters.choose()
title, parts = manual.parts()
show.heading(view, title)
for part in parts:
    if part.picture:
        st.image(part.picture, caption=part.text, alt=f"{part.text}页的画面")
    else:
        st.markdown(part.text)
