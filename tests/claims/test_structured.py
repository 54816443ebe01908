"""Claims as YAML: what is read, and what is refused with its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from nonaligned.claims.claim import Claim
from nonaligned.claims.language import canonical
from nonaligned.claims.structured import MAX_BYTES, from_mapping, loads, read, to_mapping
from nonaligned.errors import InputError, NonalignedError, SentenceError

from .generated import claims

GOOD = """\
claims:
  - say: Norway voted more with Sweden than with Cuba in the 1980s.
  - kind: backs
    subjects: [Norway, Sweden]
    issue: me
    from: 1979
    negated: true
  - {kind: closer, subjects: most of NATO, others: [USA, USSR], to: 1989}
"""


def test_both_forms_are_read_with_their_lines() -> None:
    entries = loads(GOOD)
    assert [entry.line for entry in entries] == [2, 3, 8]
    assert entries[1].said == canonical(entries[1].claim)
    assert entries[2].claim.subjects[0].quantifier == "most"
    assert [party.name for party in entries[2].claim.others] == ["USA", "RUS"]


@settings(max_examples=200, deadline=None)
@given(claims())
def test_every_claim_reads_back_from_yaml(claim: Claim) -> None:
    text = yaml.safe_dump({"claims": [to_mapping(claim)]}, allow_unicode=True)
    (entry,) = loads(text)
    assert entry.claim == claim
    assert from_mapping(to_mapping(claim)) == claim


SAY = "claims:\n  - say: Norway backs Sweden\n"
BAD = {
    "empty": ("", "is empty"),
    "comment only": ("# nothing\n", "is empty"),
    "no claims": ("claim:\n  - say: x\n", r"claims:1: .*did you mean 'claims'"),
    "a list at the top": ("- say: Norway backs Sweden\n", "no mapping"),
    "claims is text": ("claims: Norway backs Sweden\n", "holds no list"),
    "empty list": ("claims: []\n", "holds no list"),
    "tab": ("claims:\n\t- say: Norway backs Sweden\n", "claims:2: a tab"),
    "anchor": ("claims:\n  - &a {say: Norway backs Sweden}\n  - *a\n", "claims:2: anchors"),
    "bomb": (
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nclaims: [*c]\n",
        "claims:1: anchors",
    ),
    "merge key": ("claims:\n  - <<: {say: x}\n", "no key '<<'"),
    "tag": ("claims:\n  - say: !!python/object/apply:os.system [ls]\n", "claims:2"),
    "duplicate key": (SAY + "    say: Cuba backs Norway\n", "claims:3: key 'say' stands twice"),
    "duplicate top": (SAY + "claims: []\n", "claims:3: key 'claims' stands twice"),
    "no reader": (
        "claims:\n  - say: Norway backed Sweden.\n    read_by: 5\n",
        "no name of a reader",
    ),
    "unknown key": ("claims:\n  - kind: backs\n    subject: Norway\n", "did you mean 'subjects'"),
    "no kind": ("claims:\n  - subjects: Norway\n", "claims:2.*without a kind"),
    "unknown kind": ("claims:\n  - kind: closr\n", "did you mean 'closer'"),
    "say and kind": (SAY + "    kind: backs\n", "no key 'kind'"),
    "on without say": ("claims:\n  - {kind: backs, subjects: NOR, issue: me, on: 1990}\n", "'on:'"),
    "unknown state": (
        "claims:\n  - {kind: backs, subjects: Narnia, issue: me}\n",
        "subjects.*Narnia",
    ),
    "unknown issue": ("claims:\n  - {kind: backs, subjects: NOR, issue: xx}\n", "no issue 'xx'"),
    "year as text": (
        "claims:\n  - {kind: backs, subjects: NOR, issue: me, from: long ago}\n",
        "from",
    ),
    "year 20": (
        "claims:\n  - {kind: backs, subjects: NOR, issue: me, from: 20}\n",
        "20 is no year",
    ),
    "backwards": (
        "claims:\n  - {kind: backs, subjects: NOR, issue: me, from: 1990, to: 1980}\n",
        "backwards",
    ),
    "yes is no word": (
        "claims:\n  - {kind: backs, subjects: NOR, issue: me, bound: yes}\n",
        "bound",
    ),
    "nested": ("claims:\n  - say: {a: {b: c}}\n", "nested"),
    "say a number": ("claims:\n  - say: 1979\n", "no sentence"),
    "unclosed": ("claims:\n  - say: 'Norway backs Sweden\n", "not YAML"),
    "colon": ("claims:\n  - say: Norway: backs: Sweden\n", "claims:2: not YAML"),
    "control": ("claims:\n  - say: \x00\n", "not YAML"),
    "deep": ("claims: " + "[" * 3000 + "]" * 3000 + "\n", "nested"),
    "too few poles": (
        "claims:\n  - {kind: closer, subjects: NOR, others: SWE}\n",
        "2 others, not 1",
    ),
    "sentence": (
        "claims:\n  - say: Norway backs Sweden\n  - say: Nonsense\n",
        "claims:3: this is no",
    ),
    "two documents": (SAY + "---\n" + SAY, "not YAML"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_line(name: str) -> None:
    text, expected = BAD[name]
    with pytest.raises(NonalignedError, match=expected) as caught:
        loads(text)
    assert "\n" not in caught.value.message
    assert isinstance(caught.value, InputError | SentenceError)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert len(read(path)) == 3
    path.write_bytes(GOOD.encode().replace(b"\n", b"\r\n"))
    assert len(read(path)) == 3
    path.write_bytes(b"claims:\n  - say: \xff\n")
    with pytest.raises(InputError, match=r"claims.yaml:2: is not UTF-8"):
        read(path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="larger than 1 MB"):
        read(path)
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "missing.yaml")
    with pytest.raises(InputError, match="directory"):
        read(tmp_path)


def test_a_claim_keeps_whom_the_article_quotes() -> None:
    quoted, own = loads(
        "claims:\n  - say: Cuba backed Syria.\n    said_by: the minister\n"
        "  - say: Cuba backed Peru.\n"
    )
    assert (quoted.speaker, own.speaker) == ("the minister", "")
    for wrong in ("3", "[a, b]", "true"):
        with pytest.raises(SentenceError, match=r"said_by.*no name of a speaker"):
            loads(f"claims:\n  - say: Cuba backed Syria.\n    said_by: {wrong}\n")


def test_language_needs_no_measures() -> None:
    code = (
        "import sys; from nonaligned.claims.language import parse; "
        "parse('Norway backs Sweden'); "
        "assert not any(m.startswith('nonaligned.measures') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
