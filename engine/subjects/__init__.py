"""What the pages about the work say: findings, frames, tiles and pictures, worked out once for each view."""
