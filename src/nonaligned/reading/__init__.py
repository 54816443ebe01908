"""From an article to its sentences, mentions, candidate claims and dates."""

from __future__ import annotations

from nonaligned.reading.article import (
    Article,
    Paragraph,
    article_from_bytes,
    article_from_text,
    read_article,
)
from nonaligned.reading.candidates import LIKENESS, RULES, Candidate
from nonaligned.reading.claims_file import claims_yaml
from nonaligned.reading.date_conflicts import Chronology, Conflict, Repair, chronology
from nonaligned.reading.dates import DateMention, Moment, find_dates
from nonaligned.reading.extract import Account, Reader, Reading, read
from nonaligned.reading.mentions import Mentions, find_mentions
from nonaligned.reading.sentences import Sentence, sentences
from nonaligned.reading.statements import Statement

__all__ = [
    "LIKENESS", "RULES", "Account", "Article", "Candidate", "Chronology", "Conflict", "DateMention",
    "Mentions", "Moment", "Paragraph", "Reader", "Reading", "Repair", "Sentence", "Statement",
    "article_from_bytes", "article_from_text", "chronology", "claims_yaml", "find_dates",
    "find_mentions", "read", "read_article", "sentences",
]  # fmt: skip
