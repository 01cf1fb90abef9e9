"""What is true of an indicator or a matter at a place on a day, in numbers, verdicts and words; no screen, no picture."""
