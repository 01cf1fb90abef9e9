"""The verbs of `python -m engine`: the main jobs without a browser."""
