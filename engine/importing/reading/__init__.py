"""The shapes in which offices keep their tables, made rows in the contract's own way of writing."""
