"""Every counted figure of a written report, found by plain rules."""
