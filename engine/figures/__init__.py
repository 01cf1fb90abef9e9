"""What is true of an indicator or a matter at a place on a day, in numbers, verdicts, words and files to take away."""
