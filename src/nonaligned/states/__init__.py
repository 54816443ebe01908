"""Who is meant: states over time, their codes, names and groups."""
