"""The embedded record: counts that the project computed, in a compact form."""
