"""Invitations by e-mail: lists read, letters written some at a time by the worker, reminders, addresses that do not work."""
