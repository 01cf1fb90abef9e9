"""From the files of a home to one database that nobody can change, and `ask`, the only way to read it."""
