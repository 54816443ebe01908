"""Renderers: a neutral document becomes text, JSON or a page."""
