"""The edges of the programmes: versions, their lines, their topics."""
