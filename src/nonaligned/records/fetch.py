"""Download a source from its archive. No other module touches the network but ``endpoint.py``.

`download` asks the Dataverse API which files the DOI has, and gets one of them: in pieces that
survive an interruption, resumed where the server allows it, else started afresh; with bounded
redirects and a time limit on every wait; checked against the size and the checksum in the
archive's own metadata; and put in place in one step. Until then the target does not exist.

A file that Dataverse has ingested into its tab-separated form is asked for as it was uploaded
(``format=original``), because that is the file the checksum belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from nonaligned import __version__
from nonaligned.errors import FetchError
from nonaligned.records.readers.text import Progress, silent
from nonaligned.records.registry import Source

if TYPE_CHECKING:
    import requests

REDIRECTS = 5
PIECE = 1 << 14  # what an interruption can lose
METADATA_LIMIT = 16 << 20
ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}


@dataclass(frozen=True)
class RemoteFile:
    """A file in an archive.

    Parameters
    ----------
    name : str
    url : str
    checksum : str
        "md5:...", from the archive's metadata.
    size : int or None
        In bytes; None where the metadata's size is of another form of the file.
    release : str
        The archive's version of the data set, such as "33.0".
    """

    name: str
    url: str
    checksum: str
    size: int | None
    release: str


@dataclass(frozen=True)
class Patience:
    """How long to wait and how often to try.

    Parameters
    ----------
    connect, read : float
        Seconds for the connection, and for each piece of the answer.
    attempts : int
        How often a broken download is taken up again.
    pause : float
        Seconds before the second attempt; doubled before each one after.
    """

    connect: float = 10.0
    read: float = 60.0
    attempts: int = 4
    pause: float = 1.0


def find_file(
    source: Source, *, base_url: str | None = None, patience: Patience | None = None
) -> RemoteFile:
    """Ask the archive for the file that holds a source.

    Parameters
    ----------
    source : Source
        With a DOI and a ``fetch`` entry.
    base_url : str, optional
        Address of the archive; the source's own by default.
    patience : Patience, optional

    Returns
    -------
    RemoteFile
        The largest file that fits the source's patterns.

    Raises
    ------
    FetchError
        The archive cannot be reached, or its answer holds no such file.
    """
    if source.fetch is None:
        hint = f"Get it by hand: {source.link}" if source.link else None
        raise FetchError(f"source {source.name!r} has no address to fetch from", hint=hint)
    api = (base_url or source.fetch.api).rstrip("/")
    url = f"{api}/api/datasets/:persistentId/?persistentId=doi:{quote(source.doi, safe='/')}"
    version = _metadata(url, patience or Patience())
    try:
        release = f"{version['versionNumber']}.{version['versionMinorNumber']}"
        files = [entry["dataFile"] for entry in version["files"]]
        matching = [
            file
            for file in files
            if any(re.fullmatch(pattern, file["filename"], re.I) for pattern in source.fetch.files)
        ]
        if not matching:
            names = ", ".join(sorted(str(file["filename"]) for file in files))[:300]
            raise FetchError(
                f"the archive has no file of votes in release {release}",
                where=url,
                hint=f"Its files are: {names}",
            )
        return _remote(max(matching, key=lambda file: int(file["filesize"])), api, release)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise FetchError(
            f"the archive's answer is not as expected ({error!r})",
            where=url,
            hint=f"Download the file by hand from {source.link} and add it with --from",
        ) from error


def _remote(file: dict[str, Any], api: str, release: str) -> RemoteFile:
    checksum = file.get("checksum") or {"type": "MD5", "value": file["md5"]}
    algorithm = ALGORITHMS[checksum["type"]]
    ingested = bool(file.get("originalFileFormat"))
    size = file.get("originalFileSize") if ingested else file["filesize"]
    name = file.get("originalFileName", file["filename"]) if ingested else file["filename"]
    return RemoteFile(
        re.sub(r"[^\w.-]", "_", str(name)).lstrip("."),
        f"{api}/api/access/datafile/{int(file['id'])}" + ("?format=original" if ingested else ""),
        f"{algorithm}:{str(checksum['value']).lower()}",
        int(size) if size is not None else None,
        release,
    )


def _metadata(url: str, patience: Patience) -> dict[str, Any]:
    import json

    with _session() as session:
        body = _tried(lambda: _small(session, url, patience), url, patience)
    try:
        version = json.loads(body)["data"]["latestVersion"]
        return dict(version)
    except (ValueError, KeyError, TypeError) as error:
        raise FetchError(
            "the archive's answer is no description of a data set",
            where=url,
            hint="Try again later, or download the file by hand and add it with --from",
        ) from error


def _small(session: requests.Session, url: str, patience: Patience) -> bytes:
    body = b""
    with session.get(url, stream=True, timeout=(patience.connect, patience.read)) as answer:
        answer.raise_for_status()
        for piece in answer.iter_content(PIECE):
            body += piece
            if len(body) > METADATA_LIMIT:
                raise FetchError("the archive's answer is too large", where=url)
    return body


def download(
    file: RemoteFile,
    folder: Path,
    *,
    progress: Progress = silent,
    patience: Patience | None = None,
) -> Path:
    """Download a file, whole and checked, into a folder.

    Parameters
    ----------
    file : RemoteFile
    folder : Path
        Also holds the unfinished ``NAME.part``, which the next call takes up again.
    progress : callable, optional
        Called as ``progress("download", bytes so far, bytes in all)``.
    patience : Patience, optional

    Returns
    -------
    Path
        Of the file, whose checksum is the archive's.

    Raises
    ------
    FetchError
        It failed on every attempt, or the checksum does not fit. Nothing is left in place but,
        after a broken connection, the part to resume from.
    """
    patience = patience or Patience()
    part = folder / f"{file.name}.{file.checksum.partition(':')[2][:12]}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        resumed = part.exists()
        path = _retrieve(file, folder, part, progress, patience)
        if path is None and resumed:  # the part was of another file, or damaged: once afresh
            path = _retrieve(file, folder, part, progress, patience)
    except OSError as error:
        hint = "Check the free space and the permissions"
        raise FetchError(f"cannot be written: {error}", where=str(folder), hint=hint) from error
    if path is None:
        raise FetchError(
            "the downloaded file does not match the checksum published by the archive",
            where=file.url,
            hint="Try again; if it persists, download it by hand and add it with --from",
        )
    return path


def _retrieve(
    file: RemoteFile, folder: Path, part: Path, progress: Progress, patience: Patience
) -> Path | None:
    """Download by pooch, which checks and moves the file; None if the checksum does not fit."""
    import pooch

    def resuming(url: str, output_file: str, _: object) -> None:
        with _session() as session:
            _tried(lambda: _take_up(session, file, part, progress, patience), url, patience)
        part.replace(output_file)

    pooch.get_logger().setLevel("ERROR")
    try:
        return Path(
            pooch.retrieve(
                file.url,
                known_hash=file.checksum,
                path=folder,
                fname=file.name,
                downloader=resuming,
            )
        )
    except ValueError:
        return None


def _take_up(
    session: requests.Session, file: RemoteFile, part: Path, progress: Progress, patience: Patience
) -> None:
    """Download from where the part ends; from the start if the server does not resume there."""
    have = part.stat().st_size if part.exists() else 0
    if file.size is not None and have == file.size:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    wait = (patience.connect, patience.read)
    with session.get(file.url, stream=True, timeout=wait, headers=headers) as answer:
        spans = answer.headers.get("Content-Range", "")
        resumed = answer.status_code == 206
        if answer.status_code == 416 or (resumed and not spans.startswith(f"bytes {have}-")):
            part.unlink(missing_ok=True)
            raise _BrokenError("the server cannot resume there")
        answer.raise_for_status()
        have = have if resumed else 0
        length = answer.headers.get("Content-Length")
        total = file.size or (have + int(length) if length and length.isdigit() else None)
        with part.open("ab" if resumed else "wb") as out:
            for piece in answer.iter_content(PIECE):
                have += len(piece)
                if total is not None and have > total:
                    part.unlink()
                    raise _BrokenError("the server sent more than the file's size")
                out.write(piece)
                progress("download", have, total)
    if total is not None and have < total:
        raise _BrokenError(f"the connection ended after {have} of {total} bytes")


class _BrokenError(Exception):
    """A download that broke off and may be tried again."""


def _tried(action: Callable[[], Any], url: str, patience: Patience) -> Any:
    """Try until it works; do not try again what the server will refuse again."""
    import time

    import requests

    failure: Exception | None = None
    for attempt in range(patience.attempts):
        if attempt:
            time.sleep(patience.pause * 2 ** (attempt - 1))
        try:
            return action()
        except requests.TooManyRedirects as error:
            raise _failed(f"it redirects more than {REDIRECTS} times", url) from error
        except requests.HTTPError as error:
            failure = error
            if error.response is not None and error.response.status_code < 500:
                break
        except (requests.RequestException, _BrokenError) as error:
            failure = error
    raise _failed(_reason(failure), url) from failure


def _reason(failure: Exception | None) -> str:
    import requests

    if isinstance(failure, requests.HTTPError) and failure.response is not None:
        return f"the server answered {failure.response.status_code} {failure.response.reason}"
    if isinstance(failure, requests.Timeout) or "timed out" in str(failure).lower():
        return "the server did not answer in time"
    if isinstance(failure, _BrokenError):
        return str(failure)
    if isinstance(failure, requests.ConnectionError):
        return "the connection failed or broke off"
    return f"the request failed ({type(failure).__name__})"


def _failed(reason: str, url: str) -> FetchError:
    hint = "Try again later, or download the file by hand and add it with --from"
    return FetchError(f"download failed: {reason}", where=url, hint=hint)


def _session() -> requests.Session:
    import requests

    session = requests.Session()
    session.max_redirects = REDIRECTS
    session.headers["User-Agent"] = f"nonaligned/{__version__}"
    session.headers["Accept-Encoding"] = "identity"  # sizes and ranges are of the file itself
    return session
