"""How is this read, and where do its numbers come from? The manual of docs/, inside the dashboard."""

import streamlit as st

from engine.screen import board, manual, sidebar

view = sidebar.choose()
title, parts = manual.parts()
board.title(view, title)
for part in parts:
    if part.picture:
        st.image(part.picture, caption=part.text, alt=f"{part.text}页的画面")
    else:
        st.markdown(part.text)
