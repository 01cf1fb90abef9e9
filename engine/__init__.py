"""How the dashboard works: folders that import one way, see docs/architecture.md."""
