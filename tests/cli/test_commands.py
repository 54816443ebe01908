"""The command line as a person meets it: output, pipes, exit codes, one line for an error."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from nonaligned import study
from nonaligned.cli import main
from nonaligned.report.json import schema

ROOT = Path(__file__).resolve().parents[2]
CLOSER = "Iran was closer to the Soviet Union than to the United States from 1979 to 1989"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from nonaligned.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=ROOT,
        check=False,
    )


def data(*arguments: str, stdin: str = "") -> Any:
    done = run(*arguments, "--json", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_bundled_example_is_checked_and_keeps_to_the_schema() -> None:
    made = data("check", "examples/claims.yaml")
    jsonschema.validate(made, schema())
    assert len(made["claims"]) >= 8
    assert made["claims"][0]["where"].startswith("examples/claims.yaml:")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (CLOSER, "supported"),
        ("Iran is the only state that backs the Palestinians, 1989-2018", "contradicted"),
    ],
)
def test_facts_that_the_record_shows(sentence: str, verdict: str) -> None:
    claim = data("ask", sentence)["claims"][0]
    assert claim["verdict"] == verdict


def test_those_who_refute_only_are_named() -> None:
    claim = data("ask", "Iran is the only state that backs the Palestinians, 1989-2018")
    assert len(claim["claims"][0]["findings"][0]["named"]) >= 24


def test_a_specification_runs_again_by_its_id() -> None:
    first = data("ask", CLOSER)["claims"][0]["findings"][3]
    again = data("ask", CLOSER, "--spec", first["specification"]["id"])
    assert again == first


def test_files_that_are_written_are_named_beside_the_data(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("ask", CLOSER, "--json", "--html", str(page))
    jsonschema.validate(json.loads(done.stdout), schema())
    assert str(page) in done.stderr
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_years_are_written_as_years() -> None:
    assert "2,0" not in run("ask", "Yugoslavia ceased to exist in 1992", "--ways").stdout


def test_standard_input_and_fail_on() -> None:
    claims = f"claims:\n  - say: {CLOSER}\n"
    assert run("check", "-", stdin=claims).returncode == 0
    assert run("check", "-", "--fail-on", "contradicted", stdin=claims).returncode == 0
    assert run("check", "-", "--fail-on", "supported", stdin=claims).returncode == 1


def test_agreement_as_csv_and_json() -> None:
    span = ("--from", "1979", "--to", "1989")
    rows = list(csv.DictReader(io.StringIO(run("agreement", "IRN", "USA", *span, "--csv").stdout)))
    assert len(rows) == 11
    made = data("agreement", "IRN", "USA", *span)
    assert [float(row["value"]) for row in rows] == [row["value"] for row in made["rows"]]


def test_ideal_points_from_the_book() -> None:
    rows = data("ideal-points", "IRN", "USA", "--from", "1988", "--to", "1988")
    assert [row["state"] for row in rows] == ["IRN", "USA"]
    assert rows[0]["mean"] < rows[1]["mean"]


def test_reviews_say_what_was_told_and_the_rest_is_named(tmp_path: Path) -> None:
    file = tmp_path / "review.json"
    done = run(
        "check", "-", "--claimreview", str(file), "--url", "https://example.org/check",
        stdin=f"claims:\n  - say: {CLOSER}.\n",
    )  # fmt: skip
    assert done.returncode == 0
    review = json.loads(file.read_text())["@graph"][0]
    assert review["url"] == "https://example.org/check#claim-1"
    assert "--url" not in done.stderr
    assert "--publisher" in done.stderr


@pytest.mark.parametrize("command", [("state", "IRN"), ("compare", "IRN", "USA"), ("map", "1988")])
def test_portraits_come_as_page_picture_and_data(command: tuple[str, ...], tmp_path: Path) -> None:
    made = data(*command, "--from", "1985") if command[0] != "map" else data(*command)
    page, picture, folder = (tmp_path / name for name in ("page.html", "chart.svg", "charts"))
    done = run(*command, "--html", str(page), "--svg", str(picture), "--figures", str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert page.read_text().startswith("<!doctype html>")
    assert picture.read_text().startswith("<svg")
    written = sorted(path.suffix for path in folder.iterdir())
    assert written == sorted([".csv", ".png", ".svg"] * len(made["figures"]))
    first = next(iter(csv.DictReader(io.StringIO(next(folder.glob("1-*.csv")).read_text()))))
    assert list(first) == list(made["figures"][0]["rows"][0])


def test_citations_are_data_too() -> None:
    made = json.loads(run("cite", "unga", "book", "--style", "csl").stdout)
    assert [item["id"] for item in made] == ["unga", "book"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "absent.yaml"), "absent.yaml"),
        (("check", "examples/claims.yaml", "--fail-on", "false"), "--fail-on"),
        (("ask", "Colourless green ideas sleep furiously"), "Nearest kinds"),
        (("ask", "Frnace backed Israel"), "Did you mean France by 'Frnace'?"),
        (("state", "Frnace"), "Did you mean France?"),
        (("compare", "IRN", "Germny"), "Did you mean Germany?"),
        (("agreement", "Atlantis", "USA"), "Atlantis"),
        (("agreement", "IRN", "USA", "--from", "1990", "--to", "1980"), "backwards"),
        (("agreement", "IRN", "USA", "--measure", "agree9"), "agree9"),
        (("agreement", "IRN", "USA", "--issue", "xx"), "xx"),
        (("ideal-points", "IRN", "--issue", "xx"), "xx"),
        (("records", "show", "ungaa"), "unga"),
        (("records", "add", "unga", "--from", "absent.csv"), "absent.csv"),
        (("fit",), "records add unga"),
        (("fit", "--out", "points.xls"), "points.xls"),
        (("ideal-points", "--from", "2035"), "2035"),
        (("agreement", "IRN", "Iran"), "itself"),
        (("map", "1988", "--poles", "USA", "USA"), "--poles"),
        (("compare", "USA", "United States"), "not 1"),
        (("state", "East Germany", "--from", "1995"), "cast no vote, 1995–2019"),
        (("compare", "USA", "DDR", "--from", "1995"), "East Germany cast no vote"),
        (("map", "1988", "--mark", "Namibia"), "Namibia cast no vote, 1988"),
        (("map", "1988", "--figures", "README.md"), "README.md"),
        (("check", "examples/claims.yaml", "--url", "example.org"), "--url"),
        (("check", "examples/claims.yaml", "--author", "A. Writer"), "--claimreview FILE"),
        (("ask", CLOSER, "--html", "examples/claims.yaml/x.html"), "x.html"),
        (("ask", CLOSER, "--html", "nowhere/x.html"), "there is no folder nowhere"),
        (("check", "absent.yaml", "--markdown", "nowhere/x.md"), "there is no folder nowhere"),
        (("ask", CLOSER, "--record", "none"), "none"),
        (("ask", CLOSER, "--spec", "none"), "none"),
        (("cite", "unga", "--style", "apa"), "apa"),
    ],
)
def test_bad_input_gets_one_line_and_status_2(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    ["agreement IRN --csv", "kinds --json", "check examples/claims.yaml", "cite unga", "--help"],
)
@pytest.mark.parametrize(
    ("sink", "status", "says"),
    [("| true", 141, ""), ("> /dev/full", 2, "nonaligned: input or output failed: No space left")],
)
def test_output_that_cannot_be_written(command: str, sink: str, status: int, says: str) -> None:
    main = "from nonaligned.cli import main; main()"
    line = f"{sys.executable} -c '{main}' {command} {sink}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == status
    assert done.stderr.startswith(says)
    assert len(done.stderr.splitlines()) == bool(says)


def test_stopping_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "cite", stop)
    monkeypatch.setattr(sys, "argv", ["nonaligned", "cite", "book"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err == "nonaligned: stopped; nothing was left half-written\n"


@pytest.mark.parametrize("group", [(), ("records",), ("book",)])
def test_every_command_is_told_whole_in_a_line(group: tuple[str, ...]) -> None:
    _, _, commands = run(*group, "--help").stdout.partition("Commands:\n")
    assert commands
    assert "..." not in commands


def test_nothing_is_coloured_in_a_pipe() -> None:
    assert "\x1b" not in run("ask", CLOSER).stdout
