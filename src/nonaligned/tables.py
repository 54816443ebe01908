"""Column contracts: what each table holds, in which unit, and what a missing value means.

A contract is checked once, where a table enters; after that every room may rely on it.
There is no I/O here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from nonaligned.errors import ContractError

if TYPE_CHECKING:
    import polars as pl

VOTE_LABELS = ("yes", "abstain", "no", "absent")
"""The four answers in the order of their physical codes 0, 1, 2, 3."""

ISSUES = ("me", "nu", "di", "co", "hr", "ec")
"""Issue codes of the UN voting data: Palestinian conflict, nuclear, disarmament, colonialism,
human rights, economic development."""

LAST_RUNNING = 30
"""To this session of the General Assembly its resolutions bear running numbers ("2758"), then
those of the session ("38/7")."""

FIRST_NUMBERED = 25
"""The first session whose numbers, in the sources read here, can be taken for those of the United
Nations: pages of the record stand in their place to the 17th, often a neighbour's to the 24th."""

ENUMS = MappingProxyType(
    {
        "VOTE": VOTE_LABELS,
        "PRECISION": ("day", "month", "year"),
        "FORUM": ("regular", "special", "emergency"),
        "ABSENCES": ("recorded", "inferred", "unknown"),
        "ACTION": ("repaired", "flagged", "refused"),
    }
)
"""Columns that hold one of a few words, by the name of their type; ``VOTE`` and the others are
attributes of this module as well."""


if TYPE_CHECKING:
    VOTE: Any
    PRECISION: Any
    FORUM: Any
    ABSENCES: Any
else:

    def __getattr__(name: str) -> Any:
        """Return one of the types of :data:`ENUMS`: ``tables.VOTE``."""
        if name not in ENUMS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return data_type(name)


def data_type(name: str) -> Any:
    """Return a data type of polars, or one of :data:`ENUMS`, by its name.

    A quarter of the time that an answer from the book takes would go into loading polars, and
    most answers need only the names in this module.
    """
    import polars as pl

    return pl.Enum(ENUMS[name]) if name in ENUMS else getattr(pl, name)


@dataclass(frozen=True)
class Column:
    """One column of a contract.

    Parameters
    ----------
    name : str
    kind : str
        Name of its data type, see :func:`data_type`.
    meaning : str
        What the value is, with its unit.
    missing : str or None
        What a null means; ``None`` forbids nulls.
    """

    name: str
    kind: str
    meaning: str
    missing: str | None = None

    @property
    def dtype(self) -> Any:
        """The polars data type."""
        return data_type(self.kind)


@dataclass(frozen=True)
class Contract:
    """A table's columns and key.

    Parameters
    ----------
    name : str
    key : tuple of str
        Columns whose combination occurs once.
    columns : tuple of Column
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> dict[str, Any]:
        """Column names and data types, in order."""
        return {column.name: column.dtype for column in self.columns}

    def empty(self) -> pl.DataFrame:
        """Return a table with the contract's columns and no rows."""
        import polars as pl

        return pl.DataFrame(schema=self.schema)

    def check(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return the table with the contract's columns in order, or say what breaks it.

        Parameters
        ----------
        table : polars.DataFrame
            Extra columns are dropped.

        Returns
        -------
        polars.DataFrame

        Raises
        ------
        ContractError
            A column is missing, has another type, holds forbidden nulls, or the key repeats.

        Examples
        --------
        >>> VOTES.check(VOTES.empty()).columns
        ['rollcall', 'state', 'vote']
        """
        absent = [column.name for column in self.columns if column.name not in table.columns]
        if absent:
            raise ContractError(f"column {absent[0]!r} is missing", where=f"table {self.name}")
        for column in self.columns:
            self._check_column(table[column.name], column)
        if table.select(list(self.key)).is_duplicated().any():
            raise ContractError(
                f"key ({', '.join(self.key)}) occurs twice", where=f"table {self.name}"
            )
        return table.select(list(self.schema))

    def _check_column(self, values: pl.Series, column: Column) -> None:
        where = f"table {self.name}, column {column.name}"
        if values.dtype != column.dtype:
            raise ContractError(f"expected {column.dtype}, found {values.dtype}", where=where)
        if column.missing is None and values.null_count():
            raise ContractError(f"{values.null_count()} values are missing", where=where)


VOTES = Contract(
    "votes",
    ("rollcall", "state"),
    (
        Column("rollcall", "Int32", "id of the roll call, as in the source"),
        Column("state", "String", "id of the state, see nonaligned.states"),
        Column("vote", "VOTE", "yes, abstain, no, or absent (a member that cast no vote)"),
    ),
)

ROLLCALLS = Contract(
    "rollcalls",
    ("rollcall",),
    (
        Column("rollcall", "Int32", "id of the roll call, as in the source"),
        Column("session", "Int16", "regular session of the General Assembly it is filed under"),
        Column(
            "date",
            "Date",
            "date of the vote, first day of the span its precision allows",
            "not on record",
        ),
        Column("date_precision", "PRECISION", "how much of the date is known", "no date on record"),
        Column("forum", "FORUM", "regular, special or emergency special session"),
        Column("resolution", "String", "number of the resolution or draft", "not on record"),
        Column("title", "String", "what was voted on, in the source's words", "not on record"),
        *(Column(issue, "Boolean", f"coded as issue {issue!r}", "not coded") for issue in ISSUES),
        Column("important", "Boolean", "called important by the US State Department", "not coded"),
        Column("amendment", "Boolean", "vote on an amendment", "not coded"),
        Column("paragraph", "Boolean", "vote on a part of a text", "not coded"),
        Column("yes", "Int16", "printed total of yes votes", "not printed"),
        Column("abstain", "Int16", "printed total of abstentions", "not printed"),
        Column("no", "Int16", "printed total of no votes", "not printed"),
        Column("absences", "ABSENCES", "how the rows with vote 'absent' are known"),
        Column("link", "Int32", "earliest roll call on the same text; itself where alone"),
    ),
)

RESOLUTIONS = Contract(
    "resolutions",
    ("session", "place"),
    (
        Column("session", "Int16", "regular session of the General Assembly it is filed under"),
        Column("place", "Int16", "place of the roll call in its session, from 1"),
        Column("number", "String", "number of the resolution, as in 2758 or 38/7", "none"),
        Column("part", "String", "letters after the number", "none"),
        Column("whole", "Boolean", "no vote on a paragraph or an amendment, as far as coded"),
        Column("yes", "Int16", "yes votes counted"),
        Column("no", "Int16", "no votes counted"),
        Column("abstain", "Int16", "abstentions counted"),
    ),
)

REPAIRS = Contract(
    "repairs",
    ("rule",),
    (
        Column("rule", "String", "name of the rule"),
        Column("action", "ACTION", "what was done"),
        Column("count", "Int64", "how many items it touched"),
        Column("unit", "String", "what is counted: votes, roll calls, rows"),
        Column("why", "String", "the oddity and the answer to it"),
    ),
)

SERIES = Contract(
    "series",
    ("state", "other", "first_session", "last_session"),
    (
        Column("state", "String", "id of the state"),
        Column("other", "String", "id of the other member of the dyad", "not a dyadic measure"),
        Column("first_session", "Int16", "first session of the span"),
        Column("last_session", "Int16", "last session of the span"),
        Column("value", "Float64", "the measure, in the unit of the Series", "undefined"),
        Column("low", "Float64", "lower end of the interval", "undefined"),
        Column("high", "Float64", "upper end of the interval", "undefined"),
        Column("n", "Int32", "roll calls that the value rests on"),
        Column("coverage", "Float64", "share of the span's roll calls that these are, 0 to 1"),
    ),
)
