"""Pictures from frames: DataFrame in, chart out. Nothing is filtered or computed here."""
