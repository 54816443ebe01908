"""Measures of agreement, position and change; labels are opaque here."""
