"""Streamlit: the sidebar, the heading, and how findings, charts, tables and forms stand on a page."""
