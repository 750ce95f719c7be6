"""`python -m analysis theme …`: the theming command without the web application."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis import command


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="analysis", description="Find themes in what people wrote.")
    commands = parser.add_subparsers(dest="command", required=True)
    theme = commands.add_parser("theme", help="theme a spreadsheet of answers", description=command.__doc__)
    command.add_arguments(theme)
    commands.add_parser("bank", help="read the bank's examples with the language models, after changing them")
    chosen = parser.parse_args(arguments)
    return _keep_bank_vectors() if chosen.command == "bank" else command.run(chosen)


def _keep_bank_vectors() -> int:
    from importlib import resources

    from analysis.bank import load_bank
    from analysis.embed.encoder import installed
    from analysis.embed.store import keep_ready
    from analysis.field import beside

    bank = load_bank()
    texts = [example.text for example in bank.examples]
    asked = [beside(example.question, example.text) for example in bank.examples]
    told = [f"{theme.name}. {theme.description}" for theme in bank.themes]
    encoders, missing = installed()
    for place, encoder in enumerate(encoders):
        # only the first model reads answers beside their question
        path = keep_ready(
            Path(str(resources.files("analysis.bank"))),
            encoder,
            [*texts, *told, *(asked if not place else [])],
        )
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    for sentence in missing:
        print(sentence, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
