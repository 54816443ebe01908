"""Where a model is asked: limits of time, size and tries, redirects, keys and addresses."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from nonaligned.endpoint import ANSWER_LIMIT, ATTEMPTS, conversation, endpoint_at
from nonaligned.errors import ModelError
from nonaligned.reading.proposals import schema

SECRET = "sk-never-to-be-seen"


def ask(model: Any, timeout: float = 5.0, key: str = "") -> str:
    with conversation(endpoint_at(model.url, "tiny", timeout=timeout, key=key)) as chat:
        return chat.ask([{"role": "user", "content": "?"}], schema())


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(status: int, model: Any) -> None:
    answers = [(status, {"Retry-After": "0"}, b""), model.writing("yes")]
    model.answer = lambda body: answers.pop(0)
    assert ask(model) == "yes"


def test_tries_are_limited(model: Any) -> None:
    model.answer = lambda body: (503, {}, b"")
    with pytest.raises(ModelError, match="503"):
        ask(model)
    assert len(model.asked) == ATTEMPTS


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(status: int, model: Any) -> None:
    other = type(model)()
    model.answer = lambda body: (status, {"Location": f"{other.url}/chat/completions"}, b"")
    try:
        with pytest.raises(ModelError, match="another address"):
            ask(model, key=SECRET)
    finally:
        other.server_close()
    assert len(model.asked) == 1
    assert not other.asked


def test_a_server_that_drips_is_not_waited_for(model: Any) -> None:
    model.pause = 0.1  # every read is in time, the answer as a whole is not
    model.answer = lambda body: (200, {}, b" " * 2000)
    before = time.monotonic()
    with pytest.raises(ModelError, match="within"):
        ask(model, timeout=0.5)
    assert time.monotonic() - before < 5
    assert len(model.asked) == 1


@pytest.mark.parametrize("length", [{}, {"Content-Length": "1" + "0" * 12}])
def test_a_huge_answer_is_cut_off(length: dict[str, str], model: Any) -> None:
    model.answer = lambda body: (200, length, b"x" * (20 * ANSWER_LIMIT))
    with pytest.raises(ModelError, match="more than 1 MB"):
        ask(model)


def test_credentials_of_the_machine_are_not_sent(
    model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    model.answer = lambda body: model.writing("yes")
    assert ask(model) == "yes"  # not by the proxy
    assert "Authorization" not in model.headers[0]


@pytest.mark.parametrize(
    ("address", "key", "says"),
    [
        ("http://192.0.2.1/v1", SECRET, "in clear"),
        ("http://localhost.example.org/v1", SECRET, "in clear"),
        ("http://127.0.0.1.example.org/v1", SECRET, "in clear"),
        ("http://127.0.0.1:1/v1", f"{SECRET}\r\nX-Evil: 1", "signs that no key has"),
        ("http://127.0.0.1:1/v1", f" {SECRET}é", "signs that no key has"),
        ("http://someone:secret@127.0.0.1/v1", "", "more than scheme"),
        ("http://127.0.0.1/v1?key=secret", "", "more than scheme"),
        ("file:///etc/passwd", "", "no address"),
        ("127.0.0.1:8080", "", "no address"),
        ("http://", "", "no address"),
        ("http://[::1", "", "no address"),
        ("http://127.0.0.1:99999/v1", "", "no address"),
        ("http://examp\u202ele.org/v1", "", "no address"),
        ("http://127.0.0.1/v1\n", "", None),
    ],
)  # fmt: skip
def test_addresses(address: str, key: str, says: str | None) -> None:
    if says is None:
        assert endpoint_at(address, "tiny", key=key).host == "127.0.0.1"
        return
    with pytest.raises(ModelError, match=says) as raised:
        endpoint_at(address, "tiny", key=key)
    assert "secret" not in raised.value.message
    assert SECRET not in raised.value.message


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/v1",
        "http://[::1]:8080/v1",
        "http://localhost:1",
        "http://127.9.9.9/v1/",
    ],
)
def test_a_key_may_go_over_https_or_stay_on_this_machine(address: str) -> None:
    found = endpoint_at(address, "tiny", key=SECRET)
    assert found.url.endswith("/chat/completions")
    assert found.loopback == ("example.org" not in address)
