"""Documents made up by hand, for the tests of what is rendered. No state here exists."""

from __future__ import annotations

from nonaligned.claims.claim import Claim, Party
from nonaligned.claims.verdict import Exhibit, Finding, Specification, Verdict
from nonaligned.report.document import (
    ArticleView,
    DateConflict,
    Document,
    Entry,
    Profile,
    RecordNote,
    Reference,
    Untested,
)
from nonaligned.report.figure import Column, Figure, Line

HOSTILE = (
    "<script>window.attacked = 1</script>",
    "<img src=x onerror='window.attacked = 2'>",
    "<svg onload=window.attacked=3><a xlink:href='javascript:window.attacked=4'>x</a></svg>",
    "[click](javascript:window.attacked=5) ![x](http://evil.example/x.png)",
    "\"><iframe srcdoc='<script>parent.attacked=6</script>'></iframe>",
    "</title></style></script><script>window.attacked = 7</script>",
    "{{ 7 * 7 }} {% raw %} ${window.attacked=8} `window.attacked=9`",
    "<!-- --><base href='http://evil.example/'><meta http-equiv=refresh content='0;url=//evil'>",
    "user\u202egnp.exe\u2066 isolate\u2069 \u200f mark",
    "broken \ud83d half, \x00 nul, \x1b[31m escape, \ufeff bom, \u2028 separator",
    "' onmouseover='window.attacked=10' x='\" onfocus=\"window.attacked=11\" autofocus=\"",
    "| a | b |\n| - | - |\n# head\n1. one\n> quote\n$$x$$ http://evil.example www.evil.example",
)
"""Texts that would act, or mislead, if a renderer let them."""

WAY = Specification("agree3", "all", "pooled", "none", 34, 44)


def finding(outcome: str = "for", estimate: float = 0.5, **changed: object) -> Finding:
    """A finding with a made-up number."""
    values: dict[str, object] = {
        "specification": WAY,
        "estimate": estimate,
        "low": estimate - 0.1,
        "high": estimate + 0.1,
        "unit": "difference of agreement",
        "criterion": "for the claim above 0",
        "outcome": outcome,
        "threshold": 0.0,
        "n": 1234,
    }
    return Finding(**(values | changed))  # type: ignore[arg-type]


def verdict(word: str = "supported", said: str = "Aland stood by Borland.") -> Verdict:
    """A verdict with all its parts."""
    claim = Claim("backs", (Party("AAA"),), (Party("BBB"),))
    if word == "untestable":
        return Verdict(claim, said, "Aland backed Borland.", word, "No vote of that time is held.")
    outcome = {"supported": "for", "contradicted": "against"}.get(word, "undecided")
    findings = (finding(outcome, 0.6), finding("for", 0.4), finding("against", -0.3))
    return Verdict(
        claim,
        said,
        "Aland backed Borland.",
        word,
        "By the primary measure the answer is 0.6.",
        primary=findings[0],
        findings=findings,
        exhibits=(
            Exhibit("for", "1980: Aland agreed with Borland on 9 of 10 votes", ("AAA",), 35, 35),
            Exhibit("against", "1985: Aland agreed with it on 2 of 10 votes", ("AAA",), 40, 40),
        ),
        needed="For the other verdict Aland would have to vote otherwise.",
        flips="for the claim when abstentions are left out, else the other way",
        caveats=("few votes: the primary finding rests on 12",),
        left_out=("ideal points: the record holds none",),
    )


def paths() -> Figure:
    """Two lines with a gap of two years."""
    columns = tuple(
        Column(name, name.capitalize(), 2 if name in {"value", "low", "high"} else None)
        for name in ("year", "name", "value", "low", "high", "n")
    )
    rows = tuple(
        (year, name, 0.3 + k / 4, 0.2 + k / 4, 0.4 + k / 4, 40)
        for k, name in enumerate(("with Borland", "with Celand"))
        for year in (1979, 1980, 1981, 1984, 1985)
    )
    return Figure(
        "paths",
        "Agreement, session by session",
        "Agreement of Aland with Borland and Celand, 1979 to 1985.",
        columns,
        rows,
        "year in which the session opens",
        "agreement",
        lines=(Line("x", 1980, "1980"),),
        span=(1980, 1984),
    )


def strip(values: tuple[float, ...] = (0.1, 0.2, 0.2, 0.8, 0.9), line: float = 0.5) -> Figure:
    """States on a line; the first is the claim's own."""
    columns = (Column("name", "State"), Column("value", "Value", 3), Column("role", "Role"))
    rows = tuple(
        (f"State {i}", value, "subject" if i == 0 else "") for i, value in enumerate(values)
    )
    return Figure(
        "strip",
        "Where all states stand",
        "Five states.",
        columns,
        rows,
        "share of yes votes",
        lines=(Line("x", line, "criterion"),),
    )


def ways() -> Figure:
    """A curve of four ways, with two choices that differ and one that does not."""
    names = ("estimate", "low", "high", "criterion", "outcome", "n", "measure", "cut", "group")
    columns = tuple(Column(n, n.capitalize(), 3 if n in names[:4] else None) for n in names)
    rows = (
        (-0.3, -0.4, -0.2, 0.0, "against", 90, "agreement", "all votes", "none"),
        (0.0, -0.1, 0.1, 0.0, "undecided", 80, "agreement", "important", "none"),
        (0.4, 0.3, 0.5, 0.1, "for", 90, "kappa", "all votes", "none"),
        (0.6, 0.5, 0.7, None, "for", 80, "kappa", "important", "none"),
    )
    return Figure("ways", "Every way to measure it", "Four ways.", columns, rows, "ways", "less")


def chart(kind: str) -> Figure:
    """A figure of each kind by its name."""
    if kind == "map":
        columns = tuple(Column(name, name) for name in ("name", "x", "y", "role"))
        rows = (("Aland", 0.2, 0.8, "subject"), ("Borland", 0.9, 0.1, "other"), ("C", 0.5, 0.5, ""))
        return Figure("map", "Two poles", "Three states.", columns, rows, "with B", "with A")
    if kind == "bars":
        columns = tuple(Column(name, name) for name in ("name", "value", "low", "high"))
        return Figure("bars", "By issue", "One.", columns, (("arms", 0.9, 0.8, 0.95),), "share")
    return {"paths": paths, "strip": strip, "ways": ways}[kind]()


def document(*words: str, figures: bool = True, said: str = "Aland stood by Borland.") -> Document:
    """A document with a claim for each verdict named, all of them where none is."""
    chosen = words or ("supported", "contradicted", "contested", "undecided", "untestable")
    drawn = (paths(), strip(), ways()) if figures else ()
    entries = tuple(
        Entry(
            verdict(word, said), f"claims.yaml:{i}", figures=() if word == "untestable" else drawn
        )
        for i, word in enumerate(chosen, 2)
    )
    return Document(
        "0.1.0",
        (RecordNote("book", "sessions 1-74", "sessions 1-74", "Someone (2020). Votes."),),
        entries,
        references=(Reference("Someone (2020). Votes.", "@misc{votes,\n}", '[{"id": "votes"}]'),),
    )


def profile() -> Profile:
    """A profile with a figure of every kind."""
    figures = tuple(chart(kind) for kind in ("paths", "strip", "ways", "map", "bars"))
    note = RecordNote("book", "sessions 1-74", "sessions 1-74", "Someone (2020). Votes.")
    return Profile("0.1.0", "Aland", (("Nearest", "Borland"),), figures, (note,))


def article(sentences: int, claims: int = 40) -> Document:
    """A document with a long article, some of whose sentences are claims."""
    text, spans = "", []
    rest = [Untested("It was wise to do so.", "an opinion", (0, 10))]
    every = max(sentences // claims, 1)
    for i in range(sentences):
        sentence = f"Sentence {i} says that Aland stood by Borland in those years."
        if i % every == 0 and len(spans) < claims:
            spans.append((len(text), len(text) + len(sentence), len(spans)))
        else:
            rest.append(Untested(sentence, "no states in it", (len(text), len(text) + 9)))
        text += sentence + ("\n\n" if i % 7 == 6 else " ")
    made = document(*(["supported", "contradicted", "untestable"] * claims)[: len(spans)])
    return Document(
        made.version,
        made.records,
        made.entries,
        "A long article",
        ArticleView(text, tuple(spans)),
        tuple(rest),
        (DateConflict("January 1988 is not a year before November 1989.", ("a", "b"), ((9, 30),)),),
    )


def hostile() -> Document:
    """A document that holds hostile text wherever text from outside can stand."""
    text = "\n\n".join(HOSTILE)
    all_of_it = " ".join(HOSTILE)
    made = document("contradicted", said=all_of_it)
    entry = made.entries[0]
    return Document(
        made.version,
        made.records,
        (Entry(entry.verdict, all_of_it, all_of_it, 0.5, entry.figures),),
        all_of_it,
        ArticleView(text, ((3, 60, 0),)),
        (Untested(all_of_it, all_of_it),),
        (DateConflict(all_of_it, HOSTILE, ((70, 90),)),),
    )
