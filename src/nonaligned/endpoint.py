"""Ask a language model at an address that the user names. Only text goes out and comes in.

The server speaks the chat completions of OpenAI, as most local servers do too. Beside
``records/fetch.py`` this is the one module that touches the network, and it asks nobody but the
address it was given. Redirects are not followed, so that text and key go nowhere else; an
answer is bounded in size and in time; a key comes from the environment, goes out in one header
and is written nowhere.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from nonaligned import __version__
from nonaligned.errors import ModelError

if TYPE_CHECKING:
    import requests

T = TypeVar("T")

KEY = "NONALIGNED_LLM_KEY"
"""Environment variable that holds the key, if the server wants one."""

ANSWER_LIMIT = 1 << 20
PIECE = 1 << 14
ATTEMPTS = 3
PAUSE = 0.5
CONNECTING = 10.0
LONGEST_PAUSE = 30.0
LONGEST_TIMEOUT = 3600.0
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Answers that may be others a moment later."""
REFUSED = frozenset({400, 422, 501})
"""Answers of a server that does not know a field of the request."""


@dataclass(frozen=True)
class Endpoint:
    """A model and where it is.

    Parameters
    ----------
    url : str
        Where completions are asked for.
    host : str
        Host and port, as named in reports.
    model : str
    timeout : float
        Seconds for the whole of an answer.
    key : str
        Empty where the server wants none.
    """

    url: str
    host: str
    model: str
    timeout: float
    key: str = field(default="", repr=False)

    @property
    def loopback(self) -> bool:
        """Whether the server is on this machine."""
        return _loopback(urlsplit(self.url).hostname or "")


def endpoint_at(address: str, model: str, *, timeout: float = 120.0, key: str = "") -> Endpoint:
    """Return the endpoint at an address, once it is sure to be a safe one.

    Parameters
    ----------
    address : str
        Base of the server's interface, such as ``http://127.0.0.1:8080/v1``.
    model : str
        Name of the model there.
    timeout : float
        Seconds for the whole of an answer, 3600 at most.
    key : str
        Empty where the server wants none.

    Raises
    ------
    ModelError
        The address cannot be used, or the key would go to another machine in clear.

    Examples
    --------
    >>> endpoint_at("http://localhost:8080/v1/", "small").url
    'http://localhost:8080/v1/chat/completions'
    """
    url, host = _address(address)
    if not model.strip() or len(model) > 200 or not model.isprintable():
        raise ModelError("no name of a model", where="--model", hint="Name one the server has")
    if not 0 < timeout <= LONGEST_TIMEOUT:
        hint = f"Give seconds, {LONGEST_TIMEOUT:.0f} at most"
        raise ModelError(f"no time limit of {timeout:g}", where="--timeout", hint=hint)
    if any(not "!" <= sign <= "~" for sign in key):
        raise ModelError("the key holds blanks or signs that no key has", where=KEY)
    found = Endpoint(url, host, model.strip(), timeout, key)
    if key and url.startswith("http:") and not found.loopback:
        raise ModelError(
            f"the key in {KEY} would go to {host} in clear",
            where="--endpoint",
            hint=f"Use https or a server on this machine, or unset {KEY}",
        )
    return found


def _address(address: str) -> tuple[str, str]:
    """Return the address of completions, and host and port."""
    hint = "Give the base of the interface, such as http://127.0.0.1:8080/v1"
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise ModelError("no address", where="--endpoint", hint=hint) from None
    name = parts.hostname or ""
    fit = parts.scheme in {"http", "https"} and name and address.strip().isascii()
    if not fit or not address.strip().isprintable():
        raise ModelError("no address of http or https", where="--endpoint", hint=hint)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ModelError(
            "the address holds more than scheme, host, port and path",
            where="--endpoint",
            hint=f"Leave out the rest; a key belongs into the environment variable {KEY}",
        )
    shown = f"[{name}]" if ":" in name else name
    host = f"{shown}:{port}" if port else shown
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{host}{path}/chat/completions", host


def _loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Chat:
    """A conversation with one endpoint; see :func:`conversation`.

    It remembers whether the server knows structured output, and asks for it no more if not.
    """

    def __init__(self, endpoint: Endpoint, session: requests.Session) -> None:
        self._endpoint = endpoint
        self._session = session
        self._structured = True

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """Return what the model writes.

        Parameters
        ----------
        messages : sequence of mapping
            Each with ``role`` and ``content``.
        schema : mapping
            JSON Schema of what it should write. A server that refuses it is asked once more
            without, and the answer may be anything.

        Returns
        -------
        str
            Empty where the model refused or wrote nothing.

        Raises
        ------
        ModelError
            The server cannot be reached, does not answer in time or answers with an error.
        """
        body: dict[str, Any] = {"model": self._endpoint.model, "messages": list(messages)}
        if self._structured:
            form = {"name": "answer", "strict": True, "schema": schema}
            full = {
                **body,
                "temperature": 0,
                "response_format": {"type": "json_schema", "json_schema": form},
            }
            status, answer = self._tried(full)
            if status not in REFUSED:
                return self._content(status, answer)
            self._structured = False
        return self._content(*self._tried(body))

    def _tried(self, body: Mapping[str, Any]) -> tuple[int, bytes]:
        """Post until the answer is more than a passing failure, a few times."""
        import requests

        for left in reversed(range(ATTEMPTS)):
            pause = PAUSE * 2 ** (ATTEMPTS - 1 - left)
            try:
                status, answer, asked = _within(self._endpoint.timeout, partial(self._post, body))
            except (TimeoutError, requests.ReadTimeout) as error:
                raise self._failed(
                    f"did not answer within {self._endpoint.timeout:g} seconds",
                    "Give it longer with --timeout, or take a smaller model",
                ) from error
            except requests.RequestException as error:
                if not left:
                    raise self._failed("cannot be reached") from error
            else:
                if status not in PASSING or not left:
                    break
                pause = max(pause, asked)
            time.sleep(pause)
        return status, answer

    def _post(self, body: Mapping[str, Any]) -> tuple[int, bytes, float]:
        """Return status, body and how long to wait before the next try, of one request."""
        content = b""
        with self._session.post(
            self._endpoint.url,
            json=body,
            stream=True,
            timeout=(min(CONNECTING, self._endpoint.timeout), self._endpoint.timeout),
            allow_redirects=False,
        ) as answer:
            if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise self._failed("compresses its answers, which was not asked for")
            for piece in answer.iter_content(PIECE):
                content += piece
                if len(content) > ANSWER_LIMIT:
                    raise self._failed(f"sent more than {ANSWER_LIMIT >> 20} MB as one answer")
            asked = answer.headers.get("Retry-After", "")
            pause = min(float(asked), LONGEST_PAUSE) if asked.isdecimal() else 0.0
            return answer.status_code, content, pause

    def _content(self, status: int, answer: bytes) -> str:
        """Return what the model wrote, from the server's answer."""
        if 300 <= status < 400:
            raise self._failed("sends on to another address", "Give that address, if you trust it")
        if status != 200:
            raise self._failed(f"answered {status}{self._explained(answer)}")
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            hint = "Check the path of the address: most servers have theirs under /v1"
            raise self._failed("does not answer as chat completions do", hint) from error
        return content if isinstance(content, str) else ""

    def _explained(self, answer: bytes) -> str:
        """Return the server's own word on an error: short, printable, without the key."""
        try:
            error = json.loads(answer)["error"]
            text = str(error["message"] if isinstance(error, dict) else error)
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""
        if self._endpoint.key:
            text = text.replace(self._endpoint.key, "***")
        text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return f" ({text[:200]})" if text else ""

    def _failed(self, problem: str, hint: str = "") -> ModelError:
        hint = hint or "Check --endpoint and --model, or read without a model"
        return ModelError(f"the model's server {problem}", where=self._endpoint.host, hint=hint)


def _within(seconds: float, action: Callable[[], T]) -> T:
    """Do something in a limited time, however slowly the other side sends its bytes.

    A time limit of a socket holds for each piece alone. So the request runs beside, in a thread
    that is left to itself when its time is over and ends with the program.

    Raises
    ------
    TimeoutError
        The time is over.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(action())
        except BaseException as error:
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done.result(seconds)


@contextmanager
def conversation(endpoint: Endpoint) -> Iterator[Chat]:
    """Open a conversation; the connection closes with it, also on Ctrl-C."""
    import requests

    def signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign with the key alone: nothing is taken from ``.netrc``."""
        if endpoint.key:
            request.headers["Authorization"] = f"Bearer {endpoint.key}"
        return request

    with requests.Session() as session:
        session.auth = signed
        session.trust_env = not endpoint.loopback  # no proxy for what stays on this machine
        session.headers.update(
            {"User-Agent": f"nonaligned/{__version__}", "Accept-Encoding": "identity"}
        )
        yield Chat(endpoint, session)
