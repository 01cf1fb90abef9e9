"""Rows that cannot be right or are worth a second look, and the doubts somebody has looked at. 错误、疑点、已核实"""
