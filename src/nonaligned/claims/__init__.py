"""Claims about states: language, tests, verdicts."""
