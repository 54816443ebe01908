"""A server of completions on this machine, that answers as a test tells it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from nonaligned import endpoint

Answer = tuple[int, dict[str, str], bytes]


class Model(ThreadingHTTPServer):
    """A server of completions; ``answer`` says what it sends for the body of a request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.pause = 0.0  # before each piece of the answer
        self.answer: Callable[[dict[str, Any]], Answer] = lambda body: self.proposing()

    def writing(self, content: object) -> Answer:
        """An answer in which the model writes something."""
        return 200, {}, json.dumps({"choices": [{"message": {"content": content}}]}).encode()

    def proposing(self, *claims: tuple[int, str], **more: object) -> Answer:
        """An answer in which the model proposes claims, each with the number of its sentence."""
        items = [{"sentence": at, "claim": claim, **more} for at, claim in claims]
        return self.writing(json.dumps({"proposals": items}))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: most of these clients leave early on purpose."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Model
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        status, headers, content = self.server.answer(body)
        try:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            size = 20 if self.server.pause else len(content)
            for at in range(0, len(content), size or 1):
                time.sleep(self.server.pause)
                self.wfile.write(content[at : at + size])
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    monkeypatch.setattr(endpoint, "PAUSE", 0.01)
    monkeypatch.delenv(endpoint.KEY, raising=False)
    server = Model()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
