"""Organisations, people, memberships, sessions and signing in. Other rooms get an Actor and ask no more."""
