"""You said, we did: entries, their frozen evidence, the second person's check, and the public page."""
