"""Texts on their way to a translator and back: as a gettext file or as a spreadsheet. A file that comes back is read and
compared first; nothing changes before a person has looked (`read_back`, then `taken`)."""

from surveys.translating import gettext_file, spreadsheet
from surveys.translating.reading import read_back
from surveys.translating.shape import Change, Imported, Trouble, taken

__all__ = ["Change", "Imported", "Trouble", "gettext_file", "read_back", "spreadsheet", "taken"]
