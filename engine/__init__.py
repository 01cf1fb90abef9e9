"""How the dashboard works: folders that import one way, see docs/architecture.md.

(docs/decisions.md, "Folders import one way")
"""
