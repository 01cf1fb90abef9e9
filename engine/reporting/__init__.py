"""The annual report and the brief, written from the ledgers. 年度报告、月报"""
