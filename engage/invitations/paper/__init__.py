"""Paper forms: typed in twice by two people, compared, and counted once they are the same."""
