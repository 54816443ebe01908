"""From an article to its sentences, mentions, candidate claims and dates."""
