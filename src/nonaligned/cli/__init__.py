"""The command line: arguments in, exit codes out, no logic of its own.

Exit status: 0 when the command ran, 1 when ``--fail-on`` found what it was told to look for,
2 on bad input or a missing record, 130 on Ctrl-C.
"""

from __future__ import annotations

import os
import sys

import typer

from nonaligned import __version__
from nonaligned.cli import checks, fitting, keeping, measuring, portraits
from nonaligned.errors import NonalignedError

STOPPED = 130

app = typer.Typer(
    name="nonaligned",
    help="Test what is said about states against what those states did.",
    epilog='Try: nonaligned check examples/claims.yaml   or   nonaligned agreement "Iran" USA RUS',
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nonaligned {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Test what is said about states against what those states did."""


checks.register(app)
measuring.register(app)
portraits.register(app)
fitting.register(app)
keeping.register(app)


def main() -> None:
    """Run the command line; an error raised on purpose becomes one line and status 2."""
    try:
        app()
    except NonalignedError as error:
        print(f"nonaligned: {error.message}", file=sys.stderr)
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit) as end:
        # typer turns Ctrl-C into a silent exit with this status
        if isinstance(end, SystemExit) and end.code != STOPPED:
            raise
        print("nonaligned: stopped; nothing was left half-written", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error. Silence the flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
