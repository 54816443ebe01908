"""From specifications to verdicts, on a made record."""

from __future__ import annotations

import dataclasses
import math

import pytest

from nonaligned.claims.evidence import Evidence
from nonaligned.claims.kinds import kinds
from nonaligned.claims.language import parse
from nonaligned.claims.specification import Finding, Outcome, Specification
from nonaligned.claims.verdict import VERDICTS
from nonaligned.claims.weigh import check, decide, flips, plan, rerun
from nonaligned.claims.why import caveats
from nonaligned.claims.wording import across
from nonaligned.errors import InputError

WAY = Specification("agree3", "all", "pooled", "none", 30, 40)


def finding(outcome: Outcome, **changes: str) -> Finding:
    way = dataclasses.replace(WAY, **changes)
    return Finding(way, 0.1, 0.0, 0.2, "share", "above 0", outcome, 0.0, 50)


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ("F", "supported"),
        ("FFFFA", "supported"),  # four fifths
        ("FFFAA", "contested"),
        ("FUUUU", "supported"),  # undecided findings do not count against
        ("A", "contradicted"),
        ("AAAAF", "contradicted"),
        ("AFFFF", "contested"),
        ("UFFFF", "undecided"),
        ("UFFAA", "contested"),
        ("UFAUU", "undecided"),
        ("U", "undecided"),
    ],
)
def test_the_rule(outcomes: str, verdict: str) -> None:
    names: dict[str, Outcome] = {"F": "for", "A": "against", "U": "undecided"}
    assert decide([finding(names[letter]) for letter in outcomes]) == verdict
    mirror = {"F": "A", "A": "F", "U": "U"}
    mirrored = {"supported": "contradicted", "contradicted": "supported"}
    turned = decide([finding(names[mirror[letter]]) for letter in outcomes])
    assert turned == mirrored.get(verdict, verdict)


def test_the_choice_that_flips_is_named() -> None:
    found = [
        finding("for" if cut == "all" else "against", cut=cut, measure=measure)
        for cut in ("all", "all-parts")
        for measure in ("agree3", "agree2", "scott_pi")
    ]
    assert "against it when votes on paragraphs" in flips(found) or "when all votes" in flips(found)
    assert flips([finding("for")] * 3) == ""


def test_a_choice_that_tells_the_sides_apart_is_named_from_either_side() -> None:
    """All findings by one measure are for it, all others against, on one yardstick of three."""
    groups = ("members", "throughout", "region")
    found = [finding("for", measure="agree2", group=group) for group in groups]
    measures = ("agree3", "scott_pi", "kappa_linear")
    found += [finding("against", measure=measure, group="members") for measure in measures]
    assert flips(found).startswith("for the claim when abstentions are left out")


def test_a_verdict_that_few_ways_could_decide_says_so(made: Evidence) -> None:
    claim = parse("Norway was closer to Sweden than to Iraq from 1975 to 1985")
    verdict = check(claim, made)
    assert not any("could decide" in caveat for caveat in verdict.caveats)
    open_ = [dataclasses.replace(f, outcome="undecided") for f in verdict.findings[1:]]
    said = caveats(claim, [verdict.findings[0], *open_], made)
    assert f"only 1 of {len(verdict.findings)} ways to measure it could decide" in said


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway was closer to Sweden than to Iraq", True),
        ("Norway was closer to Sweden than to Iraq in 1980", False),
        ("Norway was closer to Sweden than to Iraq after 1979", False),
        ("Norway was closer to Sweden than to Iraq for five years", False),
        ("The world was bipolar", True),
        ("Yugoslavia ceased to exist", False),  # from a table of dates, not from years of votes
    ],
)
def test_a_claim_without_years_says_which_are_taken(
    made: Evidence, sentence: str, told: bool
) -> None:
    said = "no years are named: all years on record are taken, 1975 to 1985"
    assert (said in check(parse(sentence), made).caveats) == told


def test_a_primary_measure_that_finds_nothing_says_why(book: Evidence) -> None:
    """The Pact was gone at one end of the record: no half-empty sentence about a criterion."""
    verdict = check(parse("The Warsaw Pact and NATO grew apart"), book)
    assert verdict.primary is not None
    assert verdict.primary.empty
    assert verdict.primary.note
    assert verdict.primary.note in verdict.needed
    assert verdict.why.startswith("By the primary measure there is nothing on record to measure.")


def test_a_state_that_cast_no_vote_at_one_end_gets_a_verdict(book: Evidence) -> None:
    # South Africa took no part in the Assembly from 1974 to 1994: it has no company at the start
    verdict = check(
        parse("South Africa's policy on human rights did not change between 1985 and 2000"), book
    )
    assert verdict.verdict in VERDICTS
    assert all("changed most" not in exhibit.text for exhibit in verdict.exhibits)


SENTENCES = [
    "Norway was closer to Sweden than to Iraq from 1975 to 1985",
    "Norway was closer to Iraq than to Sweden from 1975 to 1985",
    "Norway backed Sweden from 1975 to 1985",
    "Iraq did not back Norway from 1975 to 1985",
    "Norway backed the Palestinians from 1975 to 1985",
    "Norway was the only state that backed India from 1975 to 1985",
]
EXPECTED = ["supported", "contradicted", "supported", "supported", None, "contradicted"]


@pytest.mark.parametrize(("sentence", "expected"), list(zip(SENTENCES, EXPECTED, strict=True)))
def test_verdicts_on_a_line_of_states(made: Evidence, sentence: str, expected: str | None) -> None:
    verdict = check(parse(sentence), made, said=sentence)
    assert verdict.verdict in VERDICTS
    if expected:
        assert verdict.verdict == expected, verdict.why
    assert verdict.said == sentence
    assert 12 <= len(verdict.findings) <= 200
    assert sum(verdict.counts.values()) == len(verdict.findings)
    ids = [f.specification.id for f in verdict.findings]
    assert len(set(ids)) == len(ids)
    assert verdict.primary == verdict.findings[0]
    assert verdict.why
    assert verdict.needed.endswith(".")
    for found in verdict.findings:
        if not math.isnan(found.estimate):
            assert found.low <= found.estimate <= found.high


@pytest.mark.parametrize("sentence", SENTENCES[:4])
def test_a_specification_runs_again_by_its_id(made: Evidence, sentence: str) -> None:
    claim = parse(sentence)
    verdict = check(claim, made)
    fresh = Evidence(made.tallies)
    for found in verdict.findings[:: len(verdict.findings) // 10]:
        assert rerun(claim, found.specification.id, fresh) == found
    with pytest.raises(InputError, match=r"no way .agree9. to measure"):
        rerun(claim, "agree9", made)


def test_the_plan_sees_no_vote(made: Evidence) -> None:
    """The primary specification of a kind is the same whatever the votes are."""
    for sentence in SENTENCES:
        claim = parse(sentence)
        assert plan(claim, made) == plan(claim, Evidence(made.tallies))
        mirrored = dataclasses.replace(claim, subjects=claim.subjects)
        assert plan(mirrored, made)[0] == plan(claim, made)[0]


def test_negation_turns_every_finding(made: Evidence) -> None:
    turned = {"for": "against", "against": "for", "undecided": "undecided"}
    for sentence in SENTENCES:
        claim = parse(sentence)
        plain = check(claim, made)
        denied = check(dataclasses.replace(claim, negated=not claim.negated), made)
        assert [turned[f.outcome] for f in plain.findings] == [f.outcome for f in denied.findings]
        assert [f.estimate for f in plain.findings] == [f.estimate for f in denied.findings]


def test_swapping_the_poles_mirrors_exactly(made: Evidence) -> None:
    opposite = {"for": "against", "against": "for", "undecided": "undecided"}
    for x in ("Norway", "Kenya", "Iraq"):
        for y, z in (("Sweden", "Ghana"), ("Cuba", "Peru"), ("India", "Thailand")):
            there = check(parse(f"{x} was closer to {y} than to {z} from 1975 to 1985"), made)
            back = check(parse(f"{x} was closer to {z} than to {y} from 1975 to 1985"), made)
            for a, b in zip(there.findings, back.findings, strict=True):
                assert (a.estimate, a.low, a.high) == (-b.estimate, -b.high, -b.low)
                assert opposite[a.outcome] == b.outcome
            swap = {"supported": "contradicted", "contradicted": "supported"}
            assert back.verdict == swap.get(there.verdict, there.verdict)


def test_what_the_record_does_not_hold_is_untestable(made: Evidence) -> None:
    for sentence, part in (
        ("Norway was closer to Sweden than to Cuba from 1995 to 2000", "1975 to 1985"),
        ("Norway was closer to Belgium than to Cuba from 1975 to 1985", "Belgium cast no vote"),
    ):
        verdict = check(parse(sentence), made)
        assert verdict.verdict == "untestable"
        assert part in verdict.why
        assert verdict.findings == ()
        assert verdict.primary is None


def test_every_kind_says_what_it_asks() -> None:
    for kind in kinds().values():
        assert "?" in kind.asks


@pytest.mark.parametrize(
    ("outcome", "threshold", "words"),
    [
        ("for", 0.9561, "the other side of 0.956 with"),
        ("undecided", 0.0, "one side of 0 with"),
        ("against", math.nan, "the other side of the criterion with"),
    ],
)
def test_what_would_turn_it_names_the_number_to_cross(
    outcome: Outcome, threshold: float, words: str
) -> None:
    way = Specification("agree3", "all", "pooled", "none", 1, 2)
    assert words in across(Finding(way, 0.5, 0.4, 0.6, "agreement", "", outcome, threshold, 9))
