"""The form of one question, purely: from a question to its fields, from what was typed to a question, and the buttons
that add, move or take out a row without losing a letter. Saving is left to `drafts`."""

from engage.consultations.building.question_form.filling import form_of
from engage.consultations.building.question_form.parts import Part, parts_of
from engage.consultations.building.question_form.reading import read_question, shaped
from engage.consultations.building.question_form.rows import (
    Press,
    Row,
    numbers,
    pressed,
    reshaped,
    rows_of,
    standard_rows,
)
from engage.consultations.building.question_form.rules import rule_rows
from engage.consultations.building.question_form.whole import Place, place_in, read_whole, whole_form, within

__all__ = [
    "Part",
    "Place",
    "Press",
    "Row",
    "form_of",
    "numbers",
    "parts_of",
    "place_in",
    "pressed",
    "read_question",
    "read_whole",
    "reshaped",
    "rows_of",
    "rule_rows",
    "shaped",
    "standard_rows",
    "whole_form",
    "within",
]
