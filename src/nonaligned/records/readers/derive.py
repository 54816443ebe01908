"""What every reader does after its own layout is understood: dates, absences, cross-checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from nonaligned import states
from nonaligned.records.readers.rules import Repair
from nonaligned.records.readers.tables import Tables
from nonaligned.tables import ABSENCES, FORUM, ISSUES, PRECISION, ROLLCALLS, VOTES

TOTALS = ("yes", "abstain", "no")
DAYS_UNRELIABLE_UNTIL = 57
DAYS_IN_WEEK = 7


def finish(votes: pl.DataFrame, rollcalls: pl.DataFrame, found: list[Repair]) -> Tables:
    """Apply the rules that need votes and roll calls together, and check the contracts.

    Parameters
    ----------
    votes : polars.DataFrame
        ``rollcall``, ``state``, ``vote``; without rows for states that were not members.
    rollcalls : polars.DataFrame
        The facts of the contract ``ROLLCALLS`` that the source has, and ``listed``: whether
        the source has rows for those that did not vote. A column ``year`` is compared with
        the dates and dropped.
    found : list of Repair
        Rules applied so far; more are added.

    Returns
    -------
    Tables
    """
    tallies = _tallies(votes)
    rollcalls = rollcalls.sort("session", "rollcall").join(
        tallies, on="rollcall", how="left", validate="1:1"
    )
    rollcalls = _settle_dates(rollcalls, found)
    rollcalls = _settle_forum(rollcalls, found)
    _count_oddities(rollcalls, found)
    found.append(Repair("same-votes", _same_votes(votes, rollcalls)))
    rollcalls, inferred = _infer_absences(votes, rollcalls, found)
    votes = pl.concat([votes.select(inferred.columns), inferred])
    order = rollcalls.select("rollcall", pl.col("date"), pl.col("last"), "session").with_row_index(
        "order"
    )
    votes = votes.join(order, on="rollcall", validate="m:1").sort("order", "state")
    _count_odd_votes(votes, found)
    rollcalls = rollcalls.with_columns(
        pl.col(total).cast(pl.Int16) for total in TOTALS
    ).with_columns(link="rollcall")
    return Tables(VOTES.check(votes), ROLLCALLS.check(rollcalls), tuple(found))


def _tallies(votes: pl.DataFrame) -> pl.DataFrame:
    """Count the votes of each kind by roll call, as ``n_yes``, ``n_abstain``, ``n_no``."""
    return votes.group_by("rollcall").agg(
        (pl.col("vote") == total).sum().cast(pl.Int32).alias(f"n_{total}") for total in TOTALS
    )


def _settle_dates(rollcalls: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Round dates without a true day to the month; add ``date_precision`` and ``last``.

    A day that never passes 7 throughout a session is the day of the week or a code unknown.
    Roll calls that were added later, which are those that do not list absences, are looked at
    on their own, as their days are true. Only sessions up to 57 have the fault, and where a
    release has corrected it some day passes 7 and nothing is changed. A source that knows its
    days brings ``date_precision`` itself.
    """
    if "date_precision" not in rollcalls.columns:
        highest = pl.col("date").dt.day().max().over("session", "listed")
        weekday = (pl.col("session") <= DAYS_UNRELIABLE_UNTIL) & (highest <= DAYS_IN_WEEK)
        precision = (
            pl.when(pl.col("date").is_null())
            .then(pl.lit(None))
            .when(weekday)
            .then(pl.lit("month"))
            .otherwise(pl.lit("day"))
            .cast(PRECISION)
        )
        rollcalls = rollcalls.with_columns(date_precision=precision)
    monthly = pl.col("date_precision") == "month"
    found.append(Repair("weekday-days", rollcalls.filter(monthly).height))
    if "year" in rollcalls.columns:
        own = pl.col("session") + 1945
        found.append(Repair("wrong-year", rollcalls.filter(pl.col("year") != own).height))
        other = (pl.col("year") == own) & (pl.col("date").dt.year() != pl.col("year"))
        found.append(Repair("session-year", rollcalls.filter(other).height))
    weekend = (pl.col("date_precision") == "day") & (pl.col("date").dt.weekday() > 5)
    found.append(Repair("weekend-dates", rollcalls.filter(weekend).height))
    first = pl.when(monthly).then(pl.col("date").dt.month_start()).otherwise(pl.col("date"))
    last = pl.when(monthly).then(pl.col("date").dt.month_end()).otherwise(pl.col("date"))
    return rollcalls.with_columns(date=first, last=last)


def _settle_forum(rollcalls: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Tell special (SS/1/2, A/RES/S-6/1) and emergency sessions (ESS/1/2, A/RES/ES-10/19)."""
    number = pl.col("resolution")
    forum = (
        pl.when(number.str.contains(r"^(?:A/(?:RES/)?)?(?:ESS/|ES-)"))
        .then(pl.lit("emergency"))
        .when(number.str.contains(r"^(?:A/(?:RES/)?)?(?:SS/|S-)"))
        .then(pl.lit("special"))
        .otherwise(pl.lit("regular"))
    )
    rollcalls = rollcalls.with_columns(forum=forum.cast(FORUM))
    special = rollcalls.filter(pl.col("forum") != "regular").height
    found.append(Repair("special-sessions", special))
    return rollcalls


def _count_oddities(rollcalls: pl.DataFrame, found: list[Repair]) -> None:
    """Count what is flagged about roll calls alone."""
    votes_cast = pl.sum_horizontal(f"n_{total}" for total in TOTALS)
    most = pl.max_horizontal(f"n_{total}" for total in TOTALS)
    number = pl.col("resolution")
    differs = pl.any_horizontal(pl.col(total) != pl.col(f"n_{total}") for total in TOTALS)
    shared = pl.len().over("session", "resolution") > 1
    flagged = {
        "ids-out-of-order": pl.col("rollcall") < pl.col("rollcall").shift(1),
        "printed-totals": differs,
        "totals-unproven": ~pl.col("listed") & pl.col("yes").is_not_null() & ~differs,
        "unanimous": (most == votes_cast) & (votes_cast > 0),
        "lone-vote": pl.col("n_yes") == votes_cast - 1,
        "no-resolution": number.is_null(),
        "shared-resolution": number.is_not_null() & shared,
        "resolution-style": number.str.starts_with("A/RES/"),
        "importance-empty": pl.col("important").is_null(),
        "amendment-empty": pl.col("amendment").is_null(),
        "paragraph-empty": pl.col("paragraph").is_null(),
        "no-issue": pl.all_horizontal(pl.col(issue).eq(False) for issue in ISSUES),
        "no-title": pl.col("title").is_null(),
    }
    counts = rollcalls.select(flag.fill_null(False).sum().alias(n) for n, flag in flagged.items())
    found.extend(Repair(name, count) for name, count in counts.row(0, named=True).items())


def _same_votes(votes: pl.DataFrame, rollcalls: pl.DataFrame) -> int:
    """Count roll calls in which every vote cast is as in another one of the session."""
    patterns = (
        votes.filter(pl.col("vote") != "absent")
        .select("rollcall", mark=pl.struct("state", "vote").hash(seed=1))
        .group_by("rollcall")
        .agg(pl.col("mark").sort().implode().hash(seed=2).first().alias("pattern"))
    )
    patterns = patterns.join(rollcalls.select("rollcall", "session"), on="rollcall")
    return int(patterns.select("session", "pattern").is_duplicated().sum())


def _seats() -> pl.DataFrame:
    """Return every spell of UN membership."""
    return _spells(states.un_spells)


def _spells(of: Callable[[str], tuple[states.Spell, ...]]) -> pl.DataFrame:
    """Return the spells of every state: state, start and end (far off where open)."""
    spells = [(state, s.start, s.end or date.max) for state in states.ids() for s in of(state)]
    return pl.DataFrame(
        spells, schema={"state": pl.String, "start": pl.Date, "end": pl.Date}, orient="row"
    )


def _infer_absences(
    votes: pl.DataFrame, rollcalls: pl.DataFrame, found: list[Repair]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add who was absent where the source does not list it; return roll calls and new rows.

    A member throughout the span of the date that has no row was absent, unless fewer than
    half of the members have one: a decision needs a majority of the members present (rules
    of procedure of the General Assembly, rule 67), so votes must be lost.
    """
    open_ = rollcalls.filter(~pl.col("listed"))
    members = (
        open_.filter(pl.col("date").is_not_null())
        .select("rollcall", "date", "last")
        .join(_seats(), how="cross")
        .filter((pl.col("start") <= pl.col("date")) & (pl.col("end") >= pl.col("last")))
        .select("rollcall", "state")
    )
    voted = votes.group_by("rollcall").len("votes")
    seats = members.group_by("rollcall").len("seats").join(voted, on="rollcall", how="left")
    full = seats.filter(pl.col("votes").fill_null(0) * 2 >= pl.col("seats"))["rollcall"].implode()
    absences = (
        pl.when("listed")
        .then(pl.lit("recorded"))
        .when(pl.col("rollcall").is_in(full))
        .then(pl.lit("inferred"))
        .otherwise(pl.lit("unknown"))
    )
    inferred = (
        members.filter(pl.col("rollcall").is_in(full))
        .join(votes.select("rollcall", "state"), on=["rollcall", "state"], how="anti")
        .with_columns(vote=pl.lit("absent").cast(VOTES.schema["vote"]))
    )
    undated = open_["date"].null_count()
    found.append(Repair("absences-not-listed", open_.height))
    found.append(Repair("undated-absences", undated))
    found.append(Repair("few-voters", open_.height - undated - len(full.item())))
    found.append(Repair("absences-inferred", inferred.height))
    return rollcalls.with_columns(absences=absences.cast(ABSENCES)), inferred


def _count_odd_votes(votes: pl.DataFrame, found: list[Repair]) -> None:
    """Count votes flagged for who cast them; ``votes`` has session, date and last."""
    cast = pl.col("vote") != "absent"
    session = pl.col("session")
    china = (pl.col("state") == states.by_cow()[713]) & session.is_between(1, 26)
    germany = (pl.col("state") == states.by_cow()[255]) & (session == 45)
    yemen = (pl.col("state") == states.by_cow()[678]) & (session == 45)
    kept = {"china-seat": china, "germany-in-session-45": germany, "yemen-in-session-45": yemen}
    counts = votes.filter(cast).select(flag.sum().alias(name) for name, flag in kept.items())
    found.extend(Repair(name, count) for name, count in counts.row(0, named=True).items())
    seated = _outside(votes, _seats())
    found.append(Repair("absent-nonmember", seated.filter(~cast).height))
    found.append(Repair("vote-by-nonmember", seated.filter(cast).height))
    system = _spells(lambda state: states.get(state).spells)
    found.append(Repair("before-statehood", _outside(votes.filter(cast), system).height))


def _outside(votes: pl.DataFrame, spells: pl.DataFrame) -> pl.DataFrame:
    """Return the votes whose date, as far as known, is in no spell of the state."""
    pairs = votes.select("state", "date", "last").unique().drop_nulls()
    inside = pairs.join(spells, on="state").filter(
        (pl.col("start") <= pl.col("last")) & (pl.col("end") >= pl.col("date"))
    )
    outside = pairs.join(inside, on=["state", "date", "last"], how="anti")
    return votes.join(outside, on=["state", "date", "last"], how="semi")


def titles(texts: pl.DataFrame, found: list[Repair]) -> pl.DataFrame:
    """Join the short and the long description of each roll call into its title.

    Parameters
    ----------
    texts : polars.DataFrame
        ``rollcall``, ``short``, ``descr``.
    found : list of Repair
        Rules applied are added.

    Returns
    -------
    polars.DataFrame
        ``rollcall`` and ``title``: "short: descr", or one of them where the other is missing
        or holds the same words.
    """
    raw = pl.col("short", "descr")
    blanks = raw.str.contains(r"^\s|\s$|[\t\n\r\v]| {2}")
    tidy = texts.with_columns(raw.str.replace_all(r"\s+", " ").str.strip_chars())
    tidy = tidy.with_columns(raw.replace({"": None, "0": None, "NA": None}))
    same = pl.col("short").str.to_lowercase() == pl.col("descr").str.to_lowercase()
    whole = pl.concat_str("short", "descr", separator=": ")
    title = pl.when(same).then("descr").otherwise(pl.coalesce(whole, "descr", "short"))
    titled = tidy.select("rollcall", "short", "descr", title=title)
    any_short, any_descr = pl.col("short").count() > 0, pl.col("descr").count() > 0
    flagged = {
        "title-from-short": pl.col("descr").is_null() & pl.col("short").is_not_null() & any_descr,
        "no-short": pl.col("short").is_null() & pl.col("descr").is_not_null() & any_short,
        "garbled-title": pl.col("title").str.contains(r"<[0-9a-f]{2}>"),
        "garbled-accents": pl.col("title").str.contains(r"[ÃÂ](?:[\u0080-\u00bf†ƒÆâ ]|$)"),
    }
    counts = titled.select(flag.fill_null(False).sum().alias(n) for n, flag in flagged.items())
    found.extend(Repair(name, count) for name, count in counts.row(0, named=True).items())
    changed = texts.select(pl.any_horizontal(blanks).fill_null(False).sum()).item()
    found.append(Repair("blank-ends", changed))
    return titled.select("rollcall", "title")


def cow_abbreviations() -> Mapping[str, str]:
    """Return the id of every Correlates of War abbreviation (UKG, GFR, AUS for Austria)."""
    return {
        str(states.convert(state, source="id", target="cowabb")): state for state in states.ids()
    }
