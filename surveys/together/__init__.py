"""People answering in a room together: the session they join, and what the group as a whole said."""
