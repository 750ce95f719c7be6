"""Conditions: a small language that says when a question, a part of the survey or a way onwards is for somebody.

    q_4kd2mwpx is yes and (q_7hj3nbcd includes noise or not group is professional)

What a test sees of a person is in `holding`, its English in `english`, what is wrong with a survey's in `remarks`.
"""

from surveys.logic.expression import Expression, names
from surveys.logic.holding import Facts, Known, holds
from surveys.logic.reading import LONGEST, parse
from surveys.logic.writing import write

__all__ = ["LONGEST", "Expression", "Facts", "Known", "holds", "names", "parse", "write"]
