"""Reader of the vote files of Voeten, Strezhnev & Bailey (Harvard Dataverse).

One row a state and roll call, everything about the roll call repeated on each. Releases
differ: columns come and go, in any order and case; the id is ``rcid`` or, later, ``resid``
(session * 1000 + number); votes are numbers or words; R writes ``NA``. The files with later
sessions (``resid``, votes 1-3 only, no titles) are of the same kind and are read by the same
code, `read_unga` appends them.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from nonaligned.errors import InputError
from nonaligned.records.readers import derive
from nonaligned.records.readers.columns import Sheet, find_columns, missing_in_r
from nonaligned.records.readers.rules import Repair
from nonaligned.records.readers.tables import Tables
from nonaligned.records.readers.text import Origin, Progress, plain_text, silent
from nonaligned.states import by_cow
from nonaligned.tables import ISSUES, VOTE

COLUMNS: dict[str, tuple[str, ...]] = {
    "rcid": (),
    "resid": (),
    "ccode": ("cowcode",),
    "country": ("stateabb",),
    "vote": (),
    "session": (),
    "year": (),
    "date": (),
    "member": (),
    "yes": (),
    "abstain": (),
    "no": (),
    "importantvote": ("important",),
    "unres": ("resolution",),
    "amend": ("amendment",),
    "para": ("paragraph",),
    "short": (),
    "descr": ("description",),
    **dict.fromkeys(ISSUES, ()),
}
REQUIRED = (("rcid", "resid"), ("ccode", "country"), ("vote",), ("session", "year", "resid"))
TOTALS = ("yes", "abstain", "no")
FLAGS = {"importantvote": "important", "amend": "amendment", "para": "paragraph"}
FACTS = ("session", "year", "date", "unres", *TOTALS, *FLAGS, *ISSUES)
WORDS = {"yes": "1", "abstain": "2", "no": "3", "absent": "8"}
CODES = {1: "yes", 2: "abstain", 3: "no", 8: "absent"}
NOT_MEMBER = 9


def read_votes(source: Origin, *, progress: Progress = silent) -> Tables:
    r"""Read one vote file in the Dataverse layout.

    Parameters
    ----------
    source : str, path, bytes or binary file
        CSV or tab-separated, plain or gzip.
    progress : callable, optional

    Returns
    -------
    Tables
        Missing columns give missing values. Every roll call's ``link`` is itself; see
        `nonaligned.records.readers.matches`.

    Raises
    ------
    InputError
        The file cannot be read without guessing; the message names the line.

    Notes
    -----
    Voeten, E., Strezhnev, A. & Bailey, M. (2009-), United Nations General Assembly Voting Data,
    doi:10.7910/DVN/LEJUQZ.

    Examples
    --------
    >>> file = b"resid,ccode,vote,date\n75001,2,3,2020-12-07\n75001,20,1,2020-12-07\n"
    >>> read_votes(file).votes["vote"].head(2).to_list()
    ['yes', 'no']
    """
    with plain_text(source, progress=progress) as text:
        sheet = find_columns(text, COLUMNS, REQUIRED)
        found = list(text.repairs)
        progress("read", 0, text.rows)
        rows = sheet.read(n for n in sheet.columns if n not in {"short", "descr"})
        rows = rows.with_columns(_ids(sheet, rows))
        votes = _votes(sheet, rows, found)
        facts = _facts(sheet, rows, found)
        progress("titles", text.rows // 2, text.rows)
        titles = _titles(sheet, found)
        progress("repair", text.rows, text.rows)
    listed = votes.filter(pl.col("code") >= 8)["rollcall"].unique()
    rollcalls = facts.join(titles, on="rollcall", how="left", validate="1:1").with_columns(
        listed=pl.col("rollcall").is_in(listed.implode())
    )
    votes = votes.filter(pl.col("code") != NOT_MEMBER).with_columns(
        vote=pl.col("code").replace_strict(CODES, return_dtype=VOTE)
    )
    tables = derive.finish(votes.drop("code"), rollcalls, found)
    return replace(tables, checksums={text.name: text.sha256})


def _ids(sheet: Sheet, rows: pl.DataFrame) -> pl.Series:
    name = "rcid" if "rcid" in sheet.columns else "resid"
    return sheet.numbers(rows, name, pl.Int32).alias("rollcall")


def _votes(sheet: Sheet, rows: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Return rollcall, state and code (1, 2, 3, 8, 9), one row each."""
    words = rows.select("row", pl.col("vote").str.strip_chars().str.to_lowercase())
    codes = sheet.numbers(words.with_columns(pl.col("vote").replace(WORDS)), "vote", pl.Int32)
    sheet.refuse(
        rows, ~codes.is_in([*CODES, NOT_MEMBER]), "vote", "is no vote code (1, 2, 3, 8 or 9)"
    )
    if "member" in rows.columns:
        member = sheet.numbers(rows, "member", pl.Int32, required=False)
        found.append(Repair("r-missing", missing_in_r(rows, ["member"])))
        found.append(Repair("member-with-9", int(((member == 1) & (codes == NOT_MEMBER)).sum())))
    found.append(Repair("not-a-member", int((codes == NOT_MEMBER).sum())))
    votes = rows.select("row", "rollcall", _states(sheet, rows), codes.cast(pl.Int8).alias("code"))
    return _once(sheet, votes, found).drop("row")


def _states(sheet: Sheet, rows: pl.DataFrame) -> pl.Series:
    """Return the id of each row's state, by number, else by abbreviation."""
    if "ccode" in sheet.columns:
        name, kind, known = "ccode", "number", dict(by_cow())
        keys = sheet.numbers(rows, "ccode", pl.Int32)
        states = keys.replace_strict(known, default=None, return_dtype=pl.String)
    else:
        name, kind = "country", "abbreviation"
        states = (
            rows["country"]
            .str.strip_chars()
            .replace_strict(derive.cow_abbreviations(), default=None, return_dtype=pl.String)
        )
    sheet.refuse(rows, states.is_null(), name, f"is no Correlates of War {kind} of a state")
    return states.alias("state")


def _once(sheet: Sheet, votes: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Refuse a state that votes twice; where the layout is known for it, drop equal votes."""
    key = ["rollcall", "state"]
    repeated = votes.filter(votes.select(key).is_duplicated())
    if not repeated.height:
        return votes
    first = repeated.unique(key, keep="first", maintain_order=True)
    later = repeated.join(first, on=key, suffix="_first").filter(
        pl.col("row") != pl.col("row_first")
    )
    clash = later.filter(pl.col("code") != pl.col("code_first"))
    if "rcid" in sheet.columns or clash.height:
        pair = (clash if clash.height else later).sort("row").row(0, named=True)
        line = sheet.text.line_of(pair["row_first"])
        where = f"on line {line} too{', with another vote' if clash.height else ''}"
        raise InputError(
            f"{pair['state']} votes twice in roll call {pair['rollcall']}: {where}",
            where=f"{sheet.text.name}, line {sheet.text.line_of(pair['row'])}",
            hint="Remove one of the two lines",
        )
    found.append(Repair("duplicate-votes", later.height))
    return votes.unique(key, keep="first", maintain_order=True)


def _facts(sheet: Sheet, rows: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Return one row a roll call with its facts, typed; missing columns are missing values."""
    names = [name for name in FACTS if name in rows.columns]
    numbers = [name for name in names if name not in {"date", "unres"}]
    variants = rows.group_by("rollcall", *names, maintain_order=True).agg(
        pl.col("row").first(), pl.len().alias("size")
    )
    found.append(Repair("r-missing", missing_in_r(variants, numbers)))
    variants = variants.with_columns(
        sheet.numbers(variants, name, pl.Int16, required=False) for name in numbers
    )
    variants = _one_session(sheet, variants, found)
    if "date" in names:
        variants = variants.with_columns(sheet.dates(variants, "date"))
    facts = variants.unique("rollcall", keep="first", maintain_order=True)
    if variants.height > facts.height:
        facts = _reconcile(facts, variants, names, found)
    for name in FACTS:
        if name not in names and name != "session":
            dtype = {"date": pl.Date, "unres": pl.String}.get(name, pl.Int16)
            facts = facts.with_columns(pl.lit(None, dtype).alias(name))
    return facts.select(
        "rollcall",
        "session",
        "year",
        "date",
        *TOTALS,
        pl.col("unres").str.strip_chars().replace("", None).alias("resolution"),
        *((pl.col(name) == 1).alias(FLAGS.get(name, name)) for name in (*FLAGS, *ISSUES)),
    )


def _one_session(sheet: Sheet, variants: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Settle the session of each roll call; refuse two."""
    if "session" in sheet.columns:
        name = "session"
        sheet.refuse(variants, variants["session"].is_null(), "session", "is empty")
    else:
        by_id = "rcid" not in sheet.columns
        name = "resid" if by_id else "year"
        number = pl.col("rollcall") // 1000 if by_id else pl.col("year").cast(pl.Int32) - 1945
        variants = variants.with_columns(number.clip(-1, 999).cast(pl.Int16).alias("session"))
        rule = "session-from-id" if by_id else "session-from-year"
        found.append(Repair(rule, variants["rollcall"].n_unique()))
        sheet.refuse(variants, variants["session"].is_null(), name, "gives no session")
    low = ~variants["session"].is_between(1, 200)
    shown = variants if name in variants.columns else variants.with_columns(resid="rollcall")
    sheet.refuse(shown, low, name, "is no session of the General Assembly")
    first = pl.col("session").first().over("rollcall")
    differs = variants.select((pl.col("session") != first).alias("differs"))["differs"]
    sheet.refuse(
        shown, differs, name, "contradicts the session on an earlier line of the roll call"
    )
    return variants


def _reconcile(
    facts: pl.DataFrame, variants: pl.DataFrame, names: list[str], found: list[Repair]
) -> pl.DataFrame:
    """Take the date of most rows; keep the first row's other facts and count contradictions."""
    others = [name for name in names if name not in {"date", "session"}]
    if others:
        kinds = variants.group_by("rollcall").agg(pl.struct(others).n_unique().alias("n"))
        found.append(Repair("facts-differ", kinds.filter(pl.col("n") > 1).height))
    if "date" not in names:
        return facts
    dates = variants.drop_nulls("date").group_by("rollcall", "date").agg(pl.col("size").sum())
    found.append(
        Repair("dates-differ", dates.group_by("rollcall").len().filter(pl.col("len") > 1).height)
    )
    common = dates.sort("size", "date", descending=[True, False])
    common = common.unique("rollcall", keep="first", maintain_order=True).drop("size")
    return facts.drop("date").join(common, on="rollcall", how="left")


def _titles(sheet: Sheet, found: list[Repair]) -> pl.DataFrame:
    """Return rollcall and title, from the first row of each roll call."""
    names = [name for name in ("short", "descr") if name in sheet.columns]
    key = "rcid" if "rcid" in sheet.columns else "resid"
    texts = (
        sheet.scan([key, *names])
        .unique(key, keep="first", maintain_order=True)
        .collect(engine="streaming")
    )
    texts = texts.select(
        _ids(sheet, texts),
        *(
            pl.col(n) if n in names else pl.lit(None, pl.String).alias(n)
            for n in ("short", "descr")
        ),
    )
    return derive.titles(texts, found) if names else texts.select("rollcall", title="descr")
