"""One reader a source: a path goes in, tables come out."""
