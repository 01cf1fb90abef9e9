"""How the dashboard works: one flat package of small modules."""
