"""Who may do what: actors, roles, permissions and the guards pages use. No database here."""
