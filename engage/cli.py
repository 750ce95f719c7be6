"""The `engage` command. Each command imports what it needs when it runs, so that `--help` answers at once."""

import argparse
import sys
from collections.abc import Callable, Sequence


def _run(_: argparse.Namespace) -> int:
    from engage.running import run

    return run()


def _migrate(_: argparse.Namespace) -> int:
    from engage.upkeep import migrate

    return migrate()


def _reset(args: argparse.Namespace) -> int:
    from engage.upkeep import reset

    return reset(sure=args.yes)


def _worker(_: argparse.Namespace) -> int:
    from engage.worker import main

    return main()


def _import_framework(args: argparse.Namespace) -> int:
    from engage.upkeep import import_framework

    return import_framework(args.file)


def _bounced(_: argparse.Namespace) -> int:
    from engage.upkeep import bounced

    return bounced(sys.stdin.buffer)


def _theme(args: argparse.Namespace) -> int:
    from analysis.command import run

    return run(args)


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    made = argparse.ArgumentParser(
        prog="engage", description="Gather views, theme them, and show what changed."
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told, description=told)
        one.set_defaults(does=does)
        return one

    command("run", _run, "Start everything: database, migrations, the site and the worker. Ctrl-C stops it.")
    command("migrate", _migrate, "Bring the database up to date.")
    reset = command("reset", _reset, "Take the data folder's database away and start over.")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    command("worker", _worker, "Do the background work: themes and letters.")
    framework = command("import-framework", _import_framework, "Read a plan (focus areas) from a TOML file.")
    framework.add_argument("file", help="the TOML file")

    told = "Read a letter that came back (a mail server's report) from standard input, and mark its address."
    command("bounced", _bounced, told)

    from analysis.command import add_arguments

    add_arguments(command("theme", _theme, "Theme the answers of a spreadsheet, without the web."))
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 2 with one clear sentence."""
    args = parser().parse_args(arguments)
    try:
        code = args.does(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    assert isinstance(code, int)
    return code


if __name__ == "__main__":
    sys.exit(main())
