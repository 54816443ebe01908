"""Columns found by their names' variants, and values turned into types, or refused by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from nonaligned.errors import InputError
from nonaligned.records.readers.text import Plain


def find_columns(
    text: Plain, known: Mapping[str, tuple[str, ...]], required: Iterable[tuple[str, ...]]
) -> Sheet:
    """Find which column of the file stands for each known name.

    Parameters
    ----------
    text : Plain
    known : mapping of str to tuple of str
        Each name with the spellings it goes by, compared without case, blanks and signs.
    required : iterable of tuple of str
        Of each group at least one must be there.

    Returns
    -------
    Sheet
        With the columns that are there.

    Raises
    ------
    InputError
        A required column is missing, or a name occurs twice.
    """
    where = f"{text.name}, line 1"
    spelt: dict[str, str] = {}
    for column in text.header:
        if _bare(column) in spelt:
            raise InputError(f"column {column!r} occurs twice", where=where, hint="Remove one")
        spelt[_bare(column)] = column
    found = {}
    for name, spellings in known.items():
        column_ = next((spelt[_bare(s)] for s in (name, *spellings) if _bare(s) in spelt), None)
        if column_ is not None:
            found[name] = column_
    for group in required:
        if not any(name in found for name in group):
            raise InputError(
                f"column {' or '.join(repr(name) for name in group)} is missing",
                where=where,
                hint=f"The columns are: {', '.join(text.header)[:200]}",
            )
    return Sheet(text, found)


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


@dataclass(frozen=True)
class Sheet:
    """A file, and which of its columns stands for each known name.

    Parameters
    ----------
    text : Plain
    columns : mapping of str to str
        Known name to the header's own spelling.
    """

    text: Plain
    columns: Mapping[str, str]

    def scan(self, names: Iterable[str]) -> pl.LazyFrame:
        """Scan columns as strings under their known names, with the ``row`` from 0.

        Empty fields are null; nothing else is, in particular not the text ``NA``.
        """
        position = {spelt: f"column_{i}" for i, spelt in enumerate(self.text.header)}
        scan = pl.scan_csv(
            self.text.path,
            separator=self.text.delimiter,
            new_columns=list(position.values()),
            infer_schema=False,
            null_values=[""],
            row_index_name="row",
        )
        return scan.select(
            "row", *(pl.col(position[self.columns[name]]).alias(name) for name in names)
        )

    def read(self, names: Iterable[str]) -> pl.DataFrame:
        """Read columns as strings, see `scan`.

        Raises
        ------
        InputError
            The parser splits the text into other rows than the check of the text did.
        """
        try:
            rows = self.scan(names).collect()
        except pl.exceptions.PolarsError:
            rows = pl.DataFrame()
        if rows.height != self.text.rows:
            line = _stray_quote(self.text)
            raise InputError(
                "cannot be split into rows: a quote stands inside a field without quotes",
                where=f"{self.text.name}, line {line}" if line else self.text.name,
                hint="Correct this line or download the file again",
            )
        return rows

    def numbers(
        self, rows: pl.DataFrame, name: str, dtype: Any, *, required: bool = True
    ) -> pl.Series:
        """Turn strings into whole numbers.

        Parameters
        ----------
        rows : polars.DataFrame
            With the column ``name`` of strings, and ``row``.
        name : str
            Known name of the column.
        dtype : polars integer type
        required : bool
            Whether an empty field is refused; if not, ``NA`` is missing too.

        Returns
        -------
        polars.Series
            "1.0" counts as 1.

        Raises
        ------
        InputError
            A value is no whole number, too large for the type, or empty though required.
        """
        values = rows[name]
        numbers = values.cast(dtype, strict=False)
        if numbers.null_count() > values.null_count():
            values = values.str.strip_chars().str.replace(r"^(-?\d+)\.0*$", "${1}")
            if not required:
                values = values.set(values.is_in(["NA", ""]), None)
            numbers = values.cast(dtype, strict=False)
        self.refuse(
            rows, numbers.is_null() & values.is_not_null(), name, "is no whole number in range"
        )
        if required:
            self.refuse(rows, numbers.is_null(), name, "is empty")
        return numbers

    def dates(self, rows: pl.DataFrame, name: str) -> pl.Series:
        """Turn strings into dates: 2012-11-29, with or without a time of day, or 29nov2012.

        Raises
        ------
        InputError
            A value is no such date. Orders like 11/29/2012 are refused, as they are ambiguous.
        """
        values = rows[name].str.strip_chars()
        values = values.set(values.is_in(["NA", ""]), None)
        dates = values.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
        words = values.filter(dates.is_null() & values.is_not_null())
        if words.len():
            dates = dates.fill_null(values.str.to_titlecase().str.to_date("%d%b%Y", strict=False))
        bad = (dates.is_null() & values.is_not_null()) | ~dates.dt.year().is_between(1945, 2200)
        self.refuse(rows, bad.fill_null(False), name, "is no date of the form 2012-11-29")
        return dates.alias(name)

    def refuse(self, rows: pl.DataFrame, bad: pl.Series, name: str, problem: str) -> None:
        """Raise for the first bad row, if any, naming its line and column.

        Raises
        ------
        InputError
            A row is bad.
        """
        if not bad.any():
            return
        row = rows.filter(bad).row(0, named=True)
        shown = f"{str(row[name])[:40]!r}" if row[name] is not None else "the value"
        line = self.text.line_of(row["row"])
        raise InputError(
            f"{shown} {problem}",
            where=f"{self.text.name}, line {line}, column {self.columns[name]!r}",
            hint="Correct this line or download the file again",
        )


def _stray_quote(text: Plain) -> int | None:
    """Return the first line with a quote that neither opens, closes nor is doubled."""
    mark = re.escape(text.delimiter)
    quoted = re.compile(rf'(?:^|(?<={mark}))"(?:[^"]|"")*"(?={mark}|$)')
    with text.path.open(encoding="utf-8") as lines:
        odd = (n for n, line in enumerate(lines, 1) if '"' in quoted.sub("", line.rstrip("\n")))
        return next(odd, None)


def missing_in_r(rows: pl.DataFrame, names: Iterable[str]) -> int:
    """Count the values ``NA`` in the columns."""
    return sum(int((rows[name] == "NA").sum()) for name in names)
