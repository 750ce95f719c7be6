"""The web application: every URL, every session, every permission."""
