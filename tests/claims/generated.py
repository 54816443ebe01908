"""Claims of every kind, drawn at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import reject
from hypothesis import strategies as st

from nonaligned.claims.claim import BOUNDS, Claim, Party, Window
from nonaligned.claims.kinds import kinds
from nonaligned.claims.lexicon import hedges, issue_codes
from nonaligned.errors import SentenceError

STATES = ("NOR", "SWE", "CUB", "IND", "BRA", "KEN", "EGY", "THA", "RUS", "USA")
TOPICS = ("Iraq", "the independence of Puerto Rico", "the war with Iraq", "economic sanctions")
GROUPS = ("arab-league", "nato", "nam")
parties = st.one_of(
    st.sampled_from(STATES).map(Party),
    st.builds(
        Party, st.sampled_from(GROUPS), st.just(True), st.sampled_from(("", "all", "most", "some"))
    ),
)
years = st.integers(1950, 2018)
windows = st.one_of(
    st.just(Window()),
    st.builds(lambda a, b: Window(min(a, b), max(a, b)), years, years),
    years.map(lambda y: Window(first=y)),
    years.map(lambda y: Window(last=y)),
    st.integers(1, 60).map(lambda n: Window(length=n)),
    st.builds(lambda y, n: Window(first=y, length=n), years, st.integers(1, 60)),
)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = kinds()[draw(st.sampled_from(sorted(kinds())))]
    if kind.spoken:
        return draw(predictions(kind.name))
    least = kind.subjects[0] + kind.others[0]
    most = kind.subjects[1] + kind.others[1]
    people = draw(
        st.lists(
            parties,
            min_size=least,
            max_size=min(most, least + 3),
            unique_by=lambda p: (p.name, p.group),
        )
    )
    others = min(kind.others[1], max(kind.others[0], len(people) - kind.subjects[1]))
    if kind.others[0] != kind.others[1] and len(people) > least:
        others = draw(st.integers(others, min(kind.others[1], len(people) - kind.subjects[0])))
    cut = len(people) - others
    number = draw(st.integers(1, 9)) if kind.number else None
    claim = Claim(
        kind.name,
        tuple(people[:cut]),
        tuple(people[cut:]),
        draw(st.sampled_from([None, *sorted(issue_codes() - {"all"})])) if kind.issue else None,
        draw(windows),
        None if number is None else float(number),
        draw(st.sampled_from(BOUNDS)) if number is not None else "",
        draw(st.sampled_from(kind.directions or ("",))),
        draw(st.booleans()),
        tuple(
            draw(
                st.lists(st.sampled_from([" ".join(h) for h in hedges()]), max_size=2, unique=True)
            )
        ),
    )
    if kind.issue and claim.issue is None and draw(st.booleans()):
        claim = replace(claim, topic=draw(st.sampled_from(TOPICS)))
    if kind.among and draw(st.booleans()):
        claim = replace(claim, among=Party(draw(st.sampled_from(GROUPS)), group=True))
    if kind.resolution and not claim.others:
        number = draw(st.sampled_from(("2758", "38/7", "68/262")))
        left = () if kind.number else claim.subjects
        claim = replace(claim, resolution=number, subjects=left, issue=None, topic="")
    if kind.turn and draw(st.booleans()):
        claim = replace(claim, window=Window(turn=draw(years)))
    try:
        return kind.check(claim)
    except SentenceError:
        reject()


SPEAKERS = ("", "Amalrik", "Randall Collins", "the CIA", "an adviser", "Hélène d'Encausse", "J. F.")
EVENTS = ("fall of communism", "German reunification", "end of the Cold War", "ruin of it all")


@st.composite
def predictions(draw: st.DrawFn, kind: str) -> Claim:
    """Claims about what somebody foretold: an event, the end of a state, a turn."""
    said = draw(years)
    first, second = draw(st.permutations(STATES))[:2]
    horizon = draw(st.sampled_from(("", "last", "length")))
    ahead = {horizon: draw(st.integers(1, 60))} if horizon else {}
    if horizon == "last":
        ahead = {"last": said + ahead["last"]}
    what = draw(st.sampled_from(("event", "end", "turn")))
    claim = Claim(
        kind,
        () if what == "event" else (Party(first),),
        (Party(second),) if what == "turn" else (),
        window=Window(said, **ahead),
        direction=draw(st.sampled_from(("towards", "away"))) if what == "turn" else "",
        negated=draw(st.booleans()),
        speaker=draw(st.sampled_from(SPEAKERS)),
        event=draw(st.sampled_from(EVENTS)) if what == "event" else "",
        month=draw(st.one_of(st.none(), st.integers(1, 12))),
    )
    return kinds()[kind].check(claim)
