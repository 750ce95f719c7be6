"""Codes that let one person answer once: made in batches, used up by starting, and never tied to what was answered."""
