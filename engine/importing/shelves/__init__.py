"""Where a home keeps what was imported: batches, originals, the journal, locks, undo and backup."""
