"""Write a rendered document to a file, whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from nonaligned.errors import InputError


def ready(*paths: Path | None) -> None:
    """Refuse, before anything is computed, files that could not be written then.

    Parameters
    ----------
    *paths : Path or None
        Those that were asked for.

    Raises
    ------
    InputError
        One is a folder, or its folder is not there.

    Examples
    --------
    >>> ready(None, Path("/no/such/folder/page.html"))
    Traceback (most recent call last):
        ...
    nonaligned.errors.InputError: /no/such/folder/page.html: there is no folder /no/such/folder...
    """
    for path in filter(None, paths):
        if path.is_dir():
            raise InputError("is a folder", where=str(path), hint="Name a file in it")
        if not path.parent.is_dir():
            raise InputError(
                f"there is no folder {path.parent}", where=str(path), hint="Make it first"
            )


def write(path: str | Path, made: str | bytes) -> Path:
    r"""Write text (as UTF-8) or bytes to a file: a temporary one first, then moved.

    Parameters
    ----------
    path : str or Path
    made : str or bytes

    Returns
    -------
    Path

    Raises
    ------
    InputError
        The file cannot be written there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(f"{folder}/page.html", "é").read_bytes()
    b'\xc3\xa9'
    """
    target = Path(path)
    if not target.name:
        raise InputError(f"{str(path)!r} is no name of a file", hint="Name a file")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(made.encode() if isinstance(made, str) else made)
        partial.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be written: {reason}", where=str(target), hint="Name another file"
        ) from None
    finally:  # after a successful move there is nothing left to remove
        with suppress(OSError):
            partial.unlink()
    return target
