"""The errors that the package raises on purpose.

Each message says what was wrong, where, and what to do next. The command line prints
the message alone and exits with status 2; a traceback means a fault of ours.
"""

from __future__ import annotations

from collections.abc import Sequence


class NonalignedError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    problem : str
        What was wrong, in one sentence without a full stop.
    where : str, optional
        File, line, column, field: whatever locates it.
    hint : str, optional
        The next step, as an imperative.
    """

    def __init__(self, problem: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.problem = problem
        self.where = where
        self.hint = hint
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole message on one line, as in "where: problem. Hint."."""
        parts = f"{self.where}: {self.problem}" if self.where else self.problem
        stop = "" if parts.endswith("?") else "."
        return f"{parts}{stop} {self.hint}" if self.hint else parts

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the keyword arguments when the error crosses a process boundary."""
        return (_rebuild, (type(self), self.__dict__.copy()))


def _rebuild(cls: type[NonalignedError], state: dict[str, object]) -> NonalignedError:
    error = cls.__new__(cls)
    error.__dict__.update(state)
    Exception.__init__(error, error.message)
    return error


class InputError(NonalignedError):
    """A file or a value that cannot be read as what it should be."""


class ContractError(NonalignedError):
    """A table that breaks its column contract."""


class UnknownStateError(NonalignedError):
    """A code or name that stands for no state, at that date or at all."""


class AmbiguousStateError(NonalignedError):
    """A code or name that stands for several states; ``candidates`` lists their ids."""

    def __init__(
        self,
        problem: str,
        *,
        candidates: Sequence[str],
        where: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.candidates = tuple(candidates)
        super().__init__(problem, where=where, hint=hint)


class SentenceError(NonalignedError):
    """A sentence or structured claim that cannot be read as a claim."""


class RecordError(NonalignedError):
    """A record that is missing, incomplete, damaged or cannot answer what was asked."""


class FetchError(NonalignedError):
    """A download that failed or did not match its published checksum."""


class ModelError(NonalignedError):
    """A language model that is not there, cannot be reached or cannot be used."""
