"""What there is to say about the ways through a survey: conditions, routes, and answers that are said again."""

from collections.abc import Iterator

from surveys.checks.conditions import about_conditions
from surveys.checks.pipes import about_pipes
from surveys.checks.remarks import Remark
from surveys.checks.routes import about_routes
from surveys.definition import Definition
from surveys.logic.deciding import Decider


def about_ways(definition: Definition) -> Iterator[Remark]:
    """Everything the route map warns of. What it does not find out is said in `logic.deciding`."""
    decider = Decider(definition)
    yield from about_conditions(definition, decider)
    yield from about_routes(definition, decider)
    yield from about_pipes(definition)
