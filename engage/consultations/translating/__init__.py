"""The texts of a survey in other languages, text by text or through a translator's file."""
