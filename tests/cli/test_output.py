"""Progress: drawn on a terminal, once something takes long, and taken away again."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nonaligned.cli.output import bar, show
from nonaligned.report.document import Document, Untested
from nonaligned.report.terminal import document, facts


def drawn(capsys: pytest.CaptureFixture[str], after: float) -> str:
    with bar(after) as progress:
        progress("model", 1, 3)
        time.sleep(0.3)
    out, err = capsys.readouterr()
    assert out == ""
    return err


@pytest.mark.parametrize(("after", "seen"), [(0.0, True), (0.05, True), (60.0, False)])
def test_progress_is_drawn_after_a_while(
    after: float,
    seen: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    assert ("model" in drawn(capsys, after)) is seen


def test_nothing_is_drawn_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert drawn(capsys, 0.0) == ""


def test_nothing_is_left_on_a_terminal_that_cannot_take_it_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert drawn(capsys, 0.0) == ""


def test_it_goes_when_something_breaks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    def broken() -> None:
        with bar() as progress:
            progress("model", 1, 3)
            time.sleep(0.3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert "\x1b[?25h" in capsys.readouterr().err  # the cursor is back


def test_a_path_is_never_folded(capsys: pytest.CaptureFixture[str]) -> None:
    path = "/long" * 40 + "/ideal-points-all.parquet"
    show(*facts({"issue": "all", "note": "many words " * 30, "kept": path}))
    lines = capsys.readouterr().out.splitlines()
    assert sum(path in line for line in lines) == 1
    assert all(len(line) <= 80 for line in lines if path not in line)


def test_a_reason_is_said_once_for_all_its_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    untested = tuple(
        Untested(text, reason)
        for text, reason in (("It rained.", "idle"), ("Why?", "a question"), ("It blew.", "idle"))
    )
    show(*document(Document("0.1", (), (), untested=untested)))
    out = capsys.readouterr().out
    assert out.count("idle") == 1
    assert out.index("It rained.") < out.index("It blew.") < out.index("Why?")


MAIN = [sys.executable, "-c", "from nonaligned.cli import main; main()"]


@pytest.mark.parametrize(
    ("closed", "command"),
    [(">&-", "kinds --json"), (">&-", "kinds"), (">&-", "--version"), ("<&-", "check -")],
)
def test_a_closed_stream_is_told_in_one_line(closed: str, command: str) -> None:
    shell = ["/bin/sh", "-c", f'"$@" {command} {closed}', "sh", *MAIN]
    ran = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("nonaligned: standard input or output is closed.")
    assert ran.stderr.count("\n") == 1


def test_a_file_is_written_where_the_streams_are_closed(tmp_path: Path) -> None:
    drawn = tmp_path / "path.csv"
    shell = ["/bin/sh", "-c", '"$@" <&- >&- 2>&-', "sh", *MAIN, "ideal-points", "IRN", "--plot"]
    assert subprocess.run([*shell, str(drawn)], check=False).returncode == 0
    assert drawn.read_text().count("\n") > 10
