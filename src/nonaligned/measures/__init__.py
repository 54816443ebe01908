"""Measures of agreement, position and change; labels are opaque here.

``rollcalls.tally`` counts votes, ``tallies.Tallies`` holds counts whatever they came from,
``similarity`` turns counts into values, ``agreement``, ``comparison`` and ``standing`` into
``series.Series`` with intervals. ``ideal`` estimates positions.
"""
