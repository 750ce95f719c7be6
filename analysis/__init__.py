"""From passages to evidence: themes, codings, quotes and links, as a library and from the command line.

No pages, no database, no clock. Start with `analysis.theming.theme`.
"""
