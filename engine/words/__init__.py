"""Numbers, parts of lists and rankings in Chinese words: pure functions that know nothing of ledgers."""
