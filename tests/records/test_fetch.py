"""Downloads from a server on this machine that behaves badly in every way we know."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from nonaligned.errors import FetchError, InputError, NonalignedError
from nonaligned.records import Store, add, source, update
from nonaligned.records.fetch import PIECE, Patience, RemoteFile, download, find_file

Make = Callable[..., bytes]
SHORT = Patience(connect=2.0, read=0.4, attempts=3, pause=0.01)
DATASET = "/api/datasets/:persistentId/"
FILE = "/api/access/datafile/7"


class Archive(ThreadingHTTPServer):
    """A Dataverse of one file; ``faults`` are used up one a request for the file."""

    daemon_threads = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.faults: list[str] = []
        self.requests: list[tuple[str, str]] = []
        self.stop = threading.Event()
        self.file: dict[str, Any] = {
            "id": 7,
            "filename": "UNVotes.csv",
            "filesize": len(content),
            "md5": hashlib.md5(content).hexdigest(),
            "checksum": {"type": "MD5", "value": hashlib.md5(content).hexdigest()},
        }
        self.others: list[dict[str, Any]] = []
        self.metadata: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def describe(self) -> bytes:
        if self.metadata is not None:
            return self.metadata
        files = [{"dataFile": file} for file in (*self.others, self.file)]
        version = {"versionNumber": 33, "versionMinorNumber": 1, "files": files}
        return json.dumps({"status": "OK", "data": {"latestVersion": version}}).encode()


class Handler(BaseHTTPRequestHandler):
    server: Archive
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        wanted = self.headers.get("Range", "")
        self.server.requests.append((self.path, wanted))
        if path == DATASET:
            self.dataset()
        elif path.startswith(FILE):
            fault = self.server.faults.pop(0) if self.server.faults else "none"
            getattr(self, fault)(wanted)
        else:
            self.answer(b"", 404)

    def dataset(self) -> None:
        fault = self.server.faults[0] if self.server.faults else ""
        if fault.startswith("meta_"):
            self.server.faults.pop(0)
            getattr(self, fault)()
        else:
            self.answer(self.server.describe())

    def meta_500(self) -> None:
        self.answer(b"oops", 500)

    def meta_404(self) -> None:
        self.answer(b"none", 404)

    def meta_stall(self) -> None:
        self.server.stop.wait(5)

    def none(self, wanted: str) -> None:
        content = self.server.content
        if not wanted:
            return self.answer(content)
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        if start >= len(content):
            return self.answer(b"", 416)
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return self.answer(content[start:], 206, Content_Range=span)

    def no_resume(self, wanted: str) -> None:
        self.answer(self.server.content)

    def wrong_resume(self, wanted: str) -> None:
        half = len(self.server.content) // 4
        self.answer(self.server.content[half:], 206, Content_Range=f"bytes {half}-9/10")

    def truncate(self, wanted: str) -> None:
        content = self.server.content
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        self.close_connection = True

    def truncate_silently(self, wanted: str) -> None:
        self.answer(self.server.content[: len(self.server.content) // 2])

    def corrupt(self, wanted: str) -> None:
        content = self.server.content
        self.answer(content[:-9] + b"?" + content[-8:])

    def too_long(self, wanted: str) -> None:
        self.answer(self.server.content + b"more")

    def stall(self, wanted: str) -> None:
        content = self.server.content
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 3])
        self.wfile.flush()
        self.server.stop.wait(5)
        self.close_connection = True

    def redirect(self, wanted: str) -> None:
        self.answer(b"", 303, Location=f"{self.server.url}{FILE}/stored")

    def loop(self, wanted: str) -> None:
        self.server.faults.append("loop")
        self.answer(b"", 302, Location=f"{self.server.url}{FILE}")

    def broken(self, wanted: str) -> None:
        self.answer(b"oops", 500)

    def busy(self, wanted: str) -> None:
        self.answer(b"later", 503)

    def forbidden(self, wanted: str) -> None:
        self.answer(b"no", 403)

    def hang_up(self, wanted: str) -> None:
        self.close_connection = True
        self.connection.close()


@pytest.fixture
def archive(make: Make) -> Iterator[Archive]:
    server = Archive(make(*({"rcid": n} for n in range(1, 200))))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.stop.set()
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(archive: Archive, folder: Path) -> bytes:
    file = find_file(source("unga"), base_url=archive.url, patience=SHORT)
    return download(file, folder, patience=SHORT).read_bytes()


def test_find_file(archive: Archive) -> None:
    archive.others = [
        {"id": 1, "filename": "codebook.pdf", "filesize": 10**9, "md5": "0"},
        {"id": 2, "filename": "UNVotes_small.csv", "filesize": 10**9, "md5": "0"},
        {"id": 3, "filename": "UNVotes-1.csv", "filesize": 5, "md5": "0"},
    ]
    file = find_file(source("unga"), base_url=archive.url, patience=SHORT)
    assert file == RemoteFile(
        "UNVotes.csv",
        f"{archive.url}{FILE}",
        f"md5:{archive.file['md5']}",
        len(archive.content),
        "33.1",
    )
    assert archive.requests == [(f"{DATASET}?persistentId=doi:10.7910/DVN/LEJUQZ", "")]


def test_an_ingested_file_is_asked_for_as_uploaded(archive: Archive) -> None:
    archive.file |= {
        "filename": "UNVotes.tab",
        "originalFileFormat": "text/csv",
        "originalFileName": "../../UNVotes.csv",
        "originalFileSize": 77,
    }
    file = find_file(source("unga"), base_url=archive.url, patience=SHORT)
    assert file.url == f"{archive.url}{FILE}?format=original"
    assert (file.size, file.name) == (77, "_.._UNVotes.csv")


GOOD: dict[str, tuple[list[str], int]] = {
    "at once": ([], 1),
    "truncated, then resumed": (["truncate"], 2),
    "truncated behind a true length, then resumed": (["truncate_silently"], 2),
    "truncated, not resumable": (["truncate", "no_resume"], 2),
    "resumed from another place": (["truncate", "wrong_resume", "none"], 3),
    "stalled, then resumed": (["stall"], 2),
    "redirected": (["redirect"], 2),
    "500, then good": (["broken", "busy"], 3),
    "hung up, then good": (["hang_up"], 2),
    "too long, then good": (["too_long"], 2),
}


@pytest.mark.parametrize("case", GOOD)
def test_faults_that_are_overcome(case: str, archive: Archive, tmp_path: Path) -> None:
    archive.faults, requests = [*GOOD[case][0]], GOOD[case][1]
    assert fetched(archive, tmp_path) == archive.content
    assert [p.name for p in tmp_path.iterdir()] == ["UNVotes.csv"]
    asked = [path for path, _ in archive.requests if path.startswith(FILE)]
    assert len(asked) == requests
    resumed = [span for _, span in archive.requests if span]
    assert bool(resumed) == ("resume" in case or "resumable" in case)


BAD: dict[str, tuple[list[str], str]] = {
    "corrupted": (["corrupt"], "does not match the checksum"),
    "truncated each time": (["truncate", "hang_up", "hang_up"], "connection"),
    "stalled each time": (["stall", "stall", "stall"], "did not answer in time"),
    "redirects in a loop": (["loop"], "redirects more than 5 times"),
    "500 each time": (["broken"] * 3, "500 Internal Server Error"),
    "forbidden": (["forbidden"], "403 Forbidden"),
    "no description": (["meta_500"] * 3, "500 Internal Server Error"),
    "no data set": (["meta_404"], "404 Not Found"),
    "description stalls": (["meta_stall"] * 3, "did not answer in time"),
}


@pytest.mark.parametrize("case", BAD)
def test_faults_that_are_not(case: str, archive: Archive, make: Make, tmp_path: Path) -> None:
    """One line, in bounded time, and the store stays as it was."""
    faults, message = BAD[case]
    archive.faults = [*faults]
    store = Store(tmp_path)
    before = add("unga", make(), store=store)
    start = time.monotonic()
    with pytest.raises(FetchError) as caught:
        update("unga", store=store, base_url=archive.url, patience=SHORT)
    assert time.monotonic() - start < 8
    assert message in caught.value.message
    assert archive.url in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint
    assert store.open("unga").version == before.version
    assert not (tmp_path / "downloads" / "unga" / "UNVotes.csv").exists()


def test_a_broken_download_is_taken_up_by_the_next_call(archive: Archive, tmp_path: Path) -> None:
    archive.faults = ["truncate", "hang_up", "hang_up"]
    with pytest.raises(FetchError):
        fetched(archive, tmp_path)
    (part,) = tmp_path.glob("*.part")
    have = part.stat().st_size
    assert len(archive.content) // 2 - PIECE < have <= len(archive.content) // 2
    assert fetched(archive, tmp_path) == archive.content
    assert archive.requests[-1][1] == f"bytes={have}-"


def test_a_damaged_part_is_replaced(archive: Archive, tmp_path: Path) -> None:
    file = find_file(source("unga"), base_url=archive.url, patience=SHORT)
    part = tmp_path / f"{file.name}.{file.checksum[4:16]}.part"
    part.write_bytes(b"?" * 1000)
    assert download(file, tmp_path, patience=SHORT).read_bytes() == archive.content
    part.write_bytes(b"?" * (len(archive.content) + 1))
    (tmp_path / file.name).unlink()
    assert download(file, tmp_path, patience=SHORT).read_bytes() == archive.content


def test_update(archive: Archive, tmp_path: Path) -> None:
    store = Store(tmp_path)
    seen: list[tuple[str, int, int | None]] = []
    record = update(
        "unga",
        store=store,
        base_url=archive.url,
        patience=SHORT,
        progress=lambda *step: seen.append(step),
    )
    assert record.coverage.rollcalls == 199
    assert record.provenance.release == "33.1"
    assert record.provenance.origin == f"{archive.url}{FILE}"
    assert record.provenance.archive_checksum == f"md5:{archive.file['md5']}"
    assert ("download", len(archive.content), len(archive.content)) in seen
    assert [p.name for p in (tmp_path / "downloads" / "unga").iterdir()] == [".lock"]
    again = update("unga", store=store, base_url=archive.url, patience=SHORT)
    assert again == record
    assert [path for path, _ in archive.requests if path.startswith(FILE)] == [FILE]


def test_two_updates_at_once_download_once(archive: Archive, tmp_path: Path) -> None:
    archive.faults = ["redirect"]
    store = Store(tmp_path)
    found: list[str] = []

    def run() -> None:
        record = update("unga", store=store, base_url=archive.url, patience=SHORT)
        found.append(record.version)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert len(set(found)) == 1
    assert sum(path == FILE for path, _ in archive.requests) == 1


def test_a_good_download_of_bad_votes_changes_nothing(
    archive: Archive, make: Make, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    before = add("unga", make(), store=store)
    archive.content = b"<html>sorry</html>"
    archive.file |= {"filesize": 18, "checksum": {
        "type": "MD5", "value": hashlib.md5(archive.content).hexdigest(),
    }}  # fmt: skip
    with pytest.raises(InputError, match="is a web page"):
        update("unga", store=store, base_url=archive.url, patience=SHORT)
    assert store.open("unga").version == before.version


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (b"<html>", "no description of a data set"),
        (b"{}", "no description of a data set"),
        (b"[]", "no description of a data set"),
        (b'{"data": {"latestVersion": {}}}', "not as expected"),
        (
            b'{"data": {"latestVersion": {"versionNumber": 1, "versionMinorNumber": 0,'
            b' "files": [{"dataFile": {"filename": "README.txt"}}]}}}',
            "Its files are: README.txt",
        ),
        (
            b'{"data": {"latestVersion": {"versionNumber": 1, "versionMinorNumber": 0,'
            b' "files": [{"dataFile": {"filename": "UNVotes.csv", "filesize": 5, "id": 7}}]}}}',
            "not as expected",
        ),
    ],
)
def test_odd_descriptions(archive: Archive, metadata: bytes, message: str) -> None:
    archive.metadata = metadata
    with pytest.raises(FetchError, match=message):
        find_file(source("unga"), base_url=archive.url, patience=SHORT)


def test_no_server_and_no_address(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="the connection failed or broke off"):
        find_file(source("unga"), base_url="http://127.0.0.1:9", patience=SHORT)
    with pytest.raises(NonalignedError, match="no address to fetch from"):
        update("cow-states", store=Store(tmp_path))


def test_no_place_to_download_to(archive: Archive, tmp_path: Path) -> None:
    file = find_file(source("unga"), base_url=archive.url, patience=SHORT)
    (tmp_path / "file").write_text("")
    with pytest.raises(FetchError, match="cannot be written"):
        download(file, tmp_path / "file", patience=SHORT)
