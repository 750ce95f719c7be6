"""`python -m analysis theme …`: the theming command without the web application."""

from __future__ import annotations

import argparse
import sys

from analysis import command


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="analysis", description="Find themes in what people wrote.")
    commands = parser.add_subparsers(dest="command", required=True)
    theme = commands.add_parser("theme", help="theme a spreadsheet of answers", description=command.__doc__)
    command.add_arguments(theme)
    return command.run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
