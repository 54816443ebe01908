"""Progress: drawn on a terminal, once something takes long, and taken away again."""

from __future__ import annotations

import time

import pytest

from nonaligned.cli.output import bar


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
