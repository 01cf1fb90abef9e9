"""Pieces of a Word document: the official page, runs, tables, bytes that no clock changes."""
