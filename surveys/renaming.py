"""Questions under other ids, everywhere they are named: in rules, in ways on, where an answer is put into words."""

import re
from collections.abc import Mapping
from typing import Any

from surveys.definition import Definition


def renamed(definition: Definition, names: Mapping[str, str]) -> Definition:
    """With other ids for some questions, wherever the old ones are named."""
    if not names:
        return definition
    whole = "|".join(re.escape(id) for id in names)
    pattern = re.compile(rf"(?<![a-z0-9_])(?:{whole})(?![a-z0-9])")

    def anew(value: Any) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda found: names[found[0]], value)
        if isinstance(value, dict):
            return {anew(key): anew(one) for key, one in value.items()}
        return [anew(one) for one in value] if isinstance(value, list | tuple) else value

    return Definition.model_validate(anew(definition.model_dump(mode="json")))
