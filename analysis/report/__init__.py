"""Writes a theming down for people: tables to open in a spreadsheet, a page and a Word file to read."""
