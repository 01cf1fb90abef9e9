"""What each page says: its findings, frames, tiles and pictures, worked out once for each view."""
