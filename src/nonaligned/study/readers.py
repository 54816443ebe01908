"""Readers of articles beside the default one: with a parser, or with a language model.

Whatever a reader adds, it is a :data:`nonaligned.reading.Reader`: article in, an account of
every sentence out. None of them decides a verdict.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial

from nonaligned import reading
from nonaligned.endpoint import KEY, conversation, endpoint_at
from nonaligned.errors import InputError
from nonaligned.reading import Article, Reader, Reading, parsed, proposals, vetting
from nonaligned.study.checking import kinds
from nonaligned.study.weighing import Progress

READERS = ("rules", "spacy", "llm")
TIMEOUT = 120.0
EXAMPLES = 4
"""Sentences of each kind that show a model what can be claimed."""


def _silent(stage: str, done: int, total: int | None) -> None:
    pass


def reader(
    name: str = "rules",
    *,
    endpoint: str | None = None,
    model: str | None = None,
    timeout: float | None = None,
    progress: Progress = _silent,
) -> Reader:
    """Return a reader by its name.

    Parameters
    ----------
    name : str
        ``rules``; ``spacy``, the rules on what a spaCy pipeline tells of a sentence; ``llm``,
        the rules beside a language model at an address.
    endpoint : str, optional
        Base of the model's interface, such as ``http://127.0.0.1:8080/v1``; for ``llm``. The
        key, if it wants one, is that of the environment variable ``NONALIGNED_LLM_KEY``.
    model : str, optional
        Name of the model at the endpoint; for ``spacy`` the name or folder of a pipeline,
        ``en_core_web_sm`` by default.
    timeout : float, optional
        Seconds for one answer of the model; 120 by default.
    progress : callable
        Called as ``progress("model", answers, answers in all)``.

    Raises
    ------
    InputError
        There is no such reader, or what it needs was not said, or said to one that needs none.
    ModelError
        The endpoint cannot be used.

    Examples
    --------
    >>> from nonaligned.reading import article_from_text
    >>> len(reader("rules")(article_from_text("Peru backed Cuba.", 1990)).candidates)
    1
    """
    if name not in READERS:
        raise InputError(f"no reader {name!r}", where="--reader", hint=f"Use {', '.join(READERS)}")
    if name == "llm":
        return _proposing(endpoint, model, timeout, progress)
    given = {"--endpoint": endpoint, "--timeout": timeout}
    given |= {} if name == "spacy" else {"--model": model}
    for option, value in given.items():
        if value is not None:
            hint = "Add --reader llm, or leave it out"
            raise InputError(f"the reader {name} needs none", where=option, hint=hint)
    return reading.read if name == "rules" else _parsing(model or parsed.MODEL)


def _parsing(model: str) -> Reader:
    """Return the reader that goes by what a spaCy pipeline tells."""
    nlp = parsed.pipeline(model)
    about = f"{nlp.meta.get('lang')}_{nlp.meta.get('name')} {nlp.meta.get('version')}"
    note = f"Sentences, names and clauses were told by spaCy with {about}"
    told = partial(parsed.parsed, nlp=nlp)

    def read(article: Article) -> Reading:
        return replace(reading.read(article, syntax=told), notes=(note,))

    return read


def _proposing(
    address: str | None, model: str | None, timeout: float | None, progress: Progress
) -> Reader:
    """Return the reader that adds what a language model proposes to what the rules read."""
    if not address or not model:
        raise InputError(
            "a model is used only where you say which",
            where="--reader llm",
            hint="Give --endpoint URL and --model NAME; a server on this machine will do, such as"
            " --endpoint http://127.0.0.1:8080/v1",
        )
    key = os.environ.get(KEY, "")
    endpoint = endpoint_at(address, model, timeout=TIMEOUT if timeout is None else timeout, key=key)
    forms = [example for kind in kinds() for example in kind["examples"][:EXAMPLES]]

    def read(article: Article) -> Reading:
        found = reading.read(article)
        asked = proposals.batches(found)
        replies = []
        progress("model", 0, len(asked))
        with conversation(endpoint) as chat:
            for batch in asked:
                text = chat.ask(proposals.messages(batch, forms), proposals.schema())
                replies.append(proposals.reply(text, batch))
                progress("model", len(replies), len(asked))
        return vetting.merged(found, replies, f"the model {endpoint.model} at {endpoint.host}")

    return read
