"""Pictures from frames: DataFrame in, figure out. Nothing is filtered or computed here."""
