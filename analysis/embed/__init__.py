"""Sentence vectors from small language models whose weights come with an installed package: texts in, unit vectors out.

Everything is optional and nothing is ever downloaded. Without any model, theming rests on words and letter groups.
"""
