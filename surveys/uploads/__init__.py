"""Files that people send: bytes in, clean bytes out. What says where, when and by whom something was made is taken
out; what is not what it says it is, too big, or made to harm is refused with a sentence. No pages, no database."""

from surveys.uploads.cleaning import clean, clean_document, clean_picture, clean_recording
from surveys.uploads.sentences import Cleaned, Family

__all__ = ["Cleaned", "Family", "clean", "clean_document", "clean_picture", "clean_recording"]
