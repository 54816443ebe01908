"""Reader of the UN Digital Library's "GA voting" CSV: one row a member state and resolution.

It holds adopted resolutions only, so its roll calls are not those of the Dataverse files:
rejected drafts and votes on parts of a text are missing, and no issue is coded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from nonaligned import states
from nonaligned.errors import AmbiguousStateError, UnknownStateError
from nonaligned.records.readers import derive
from nonaligned.records.readers.columns import Sheet, find_columns
from nonaligned.records.readers.rules import Repair
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.text import Origin, Progress, plain_text, silent
from nonaligned.tables import ISSUES, PRECISION, VOTE

COLUMNS: dict[str, tuple[str, ...]] = {
    "undl_id": (),
    "ms_code": ("ms_codes",),
    "ms_vote": ("ms_votes",),
    "date": (),
    "session": (),
    "resolution": (),
    "draft": (),
    "title": (),
    "vote_note": (),
    "total_yes": (),
    "total_abstentions": (),
    "total_no": (),
}
REQUIRED = (("undl_id",), ("ms_code",), ("ms_vote",), ("date",))
VOTES = {"Y": "yes", "A": "abstain", "N": "no", "X": "absent", "NV": "absent", "": "absent"}
TOTALS = {"yes": "total_yes", "abstain": "total_abstentions", "no": "total_no"}
FLAGS = ("important", "amendment", "paragraph", *ISSUES)
MID_SEPTEMBER = 258
SEATS = {"CHN": "TWN"}
"""Who held the seat that the source files under another state at that date."""


def read_undl(source: Origin, *, progress: Progress = silent) -> Tables:
    r"""Read a "GA voting" export of the UN Digital Library.

    Parameters
    ----------
    source : str, path, bytes or binary file
        CSV, plain or gzip; a byte-order mark is skipped. Older files say ``ms_codes``,
        ``ms_votes`` and NV.
    progress : callable, optional

    Returns
    -------
    Tables
        The roll call is the ``undl_id``. Issues, importance, amendments and paragraphs are
        missing. A special session is filed under the regular session of its date.

    Raises
    ------
    InputError
        The file cannot be read without guessing; the message names the line.

    Notes
    -----
    UN Digital Library, https://digitallibrary.un.org/record/4060887.

    Examples
    --------
    >>> file = b"undl_id,ms_code,ms_vote,date\n7,FRA,Y,2020-12-07\n7,USA,N,2020-12-07\n"
    >>> read_undl(file).votes["vote"].to_list()
    ['yes', 'no']
    """
    with plain_text(source, progress=progress, byte_order_mark=True) as text:
        sheet = find_columns(text, COLUMNS, REQUIRED)
        found = list(text.repairs)
        progress("read", 0, text.rows)
        rows = sheet.read(sheet.columns)
        rows = rows.with_columns(
            sheet.numbers(rows, "undl_id", pl.Int32).alias("rollcall"), sheet.dates(rows, "date")
        )
        sheet.refuse(rows, rows["date"].is_null(), "date", "is empty")
        rollcalls = _rollcalls(sheet, rows, found)
        votes = _votes(sheet, rows, found)
        progress("repair", text.rows, text.rows)
    tables = derive.finish(votes, rollcalls, found)
    return replace(tables, checksums={text.name: text.sha256})


def _votes(sheet: Sheet, rows: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    codes = rows["ms_vote"].fill_null("").str.strip_chars().str.to_uppercase()
    vote = codes.replace_strict(VOTES, default=None, return_dtype=VOTE).alias("vote")
    sheet.refuse(rows, vote.is_null(), "ms_vote", "is no vote (Y, A, N, X or NV)")
    keys = rows.select("row", "rollcall", "date", pl.col("ms_code").fill_null("").str.strip_chars())
    known = _states(keys, found)
    keyed = keys.join(known, on=["ms_code", "date"], how="left", maintain_order="left")
    sheet.refuse(
        rows, keyed["state"].is_null(), "ms_code", "is no ISO code of a state at that date"
    )
    votes = keyed.select("row", "rollcall", "state", vote)
    twice = ~votes.select(pl.struct("rollcall", "state").is_first_distinct().alias("first"))[
        "first"
    ]
    sheet.refuse(rows, twice, "ms_code", "occurs on an earlier line of the same roll call")
    return votes.drop("row")


def _states(keys: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Resolve each code at each date; null where it stands for no state."""
    resolved: list[tuple[str, date, str | None]] = []
    seats = others = 0
    for (code,), dates in keys.group_by("ms_code", maintain_order=True):
        days = dates["date"].value_counts().sort("date").rows()
        ends = {_state(str(code), day) for day, _ in (days[0], days[-1])}
        for day, size in days:
            state, exact = next(iter(ends)) if len(ends) == 1 else _state(str(code), day)
            others += 0 if exact else size
            if state in SEATS and day < states.un_spells(state)[0].start:
                state = SEATS[state]
                seats += size
            resolved.append((str(code), day, state))
    found += [Repair("china-seat-by-date", seats), Repair("code-of-another-time", others)]
    return pl.DataFrame(
        resolved, schema={"ms_code": pl.String, "date": pl.Date, "state": pl.String}, orient="row"
    )


def _state(code: str, day: date) -> tuple[str | None, bool]:
    """Return the state of a code, and whether the code was in force at the date.

    A code that has only ever stood for one state stands for it at any date.
    """
    try:
        return str(states.convert(code, source="iso3", target="id", on=day)), True
    except UnknownStateError:
        pass
    except AmbiguousStateError:
        return None, True
    try:
        return str(states.convert(code, source="iso3", target="id")), False
    except (UnknownStateError, AmbiguousStateError):
        return None, True


def _rollcalls(sheet: Sheet, rows: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    facts = [name for name in sheet.columns if name not in {"undl_id", "ms_code", "ms_vote"}]
    variants = rows.select("row", "rollcall", *facts).unique(
        ["rollcall", *facts], keep="first", maintain_order=True
    )
    same_day = variants["date"] == variants.select(pl.col("date").first().over("rollcall"))["date"]
    sheet.refuse(variants, ~same_day, "date", "contradicts an earlier line of the roll call")
    rollcalls = variants.unique("rollcall", keep="first", maintain_order=True)
    found.append(Repair("facts-differ", variants.height - rollcalls.height))
    for name in COLUMNS:
        if name not in rollcalls.columns:
            rollcalls = rollcalls.with_columns(pl.lit(None, pl.String).alias(name))
    rollcalls = rollcalls.with_columns(
        sheet.numbers(rollcalls, column, pl.Int16, required=False).alias(total)
        if column in sheet.columns
        else pl.lit(None, pl.Int16).alias(total)
        for total, column in TOTALS.items()
    )
    found.append(Repair("vote-notes", rollcalls["vote_note"].count()))
    titles = derive.titles(
        rollcalls.select("rollcall", pl.lit(None, pl.String).alias("short"), descr="title"), found
    )
    return (
        rollcalls.drop("title")
        .join(titles, on="rollcall")
        .select(
            "rollcall",
            _session(sheet, rollcalls, found),
            "date",
            pl.lit("day").cast(PRECISION).alias("date_precision"),
            pl.coalesce("resolution", "draft").str.strip_chars().alias("resolution"),
            "title",
            *TOTALS,
            *(pl.lit(None, pl.Boolean).alias(name) for name in FLAGS),
            pl.lit(True).alias("listed"),
        )
    )


def _session(sheet: Sheet, rollcalls: pl.DataFrame, found: list[Repair]) -> pl.Series:
    """Return regular sessions: as written, or of the date for "10emsp", "29sp", "ES-10", none."""
    written = rollcalls["session"].fill_null("").str.strip_chars().str.to_lowercase()
    regular = written.cast(pl.Int16, strict=False)
    special = written.is_in([""]) | written.str.contains(r"^(?:\d+ *(?:em)?sp|e?s-?\d+)$")
    sheet_name = "session" if "session" in sheet.columns else "date"
    bad = ~special & ~regular.is_between(1, 200).fill_null(False)
    sheet.refuse(rollcalls, bad, sheet_name, "is no session of the General Assembly")
    found.append(Repair("session-from-date", int(regular.is_null().sum())))
    dates = rollcalls["date"]
    opened = dates.dt.ordinal_day() >= MID_SEPTEMBER  # a session opens in that week
    by_date = dates.dt.year() - 1946 + opened.cast(pl.Int32)
    return regular.fill_null(by_date.clip(lower_bound=1).cast(pl.Int16)).alias("session")
