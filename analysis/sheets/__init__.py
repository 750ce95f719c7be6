"""Reads answers out of spreadsheets as people really export them. It never runs a formula or fetches anything."""
