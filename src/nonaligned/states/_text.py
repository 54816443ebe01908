"""How names are compared: without regard to case, accents, blanks, hyphens and kinds of quotes."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "`": "'",
        "\N{ACUTE ACCENT}": "'",
        "-": " ",
        "\N{HYPHEN}": " ",
        "\N{NON-BREAKING HYPHEN}": " ",
        "\N{FIGURE DASH}": " ",
        "\N{EN DASH}": " ",
    }
)


def key_of(text: str) -> str:
    """Return the form under which a name is looked up.

    Examples
    --------
    >>> key_of("the Côte d’Ivoire"), key_of("Viet-Nam")
    ("cote d'ivoire", 'viet nam')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_SAME))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(plain.casefold().split()).removeprefix("the ")


def quoted(text: str) -> str:
    """Return a text as a message quotes it: on one line, and cut short.

    Examples
    --------
    >>> quoted("Iran"), len(quoted("x" * 1000))
    ("'Iran'", 65)
    """
    return repr(text if len(text) <= 60 else text[:60] + "...")


_ARTICLE = """Union United Republic Kingdom Emirates Islands League Pact Organization
    Organisation Movement Group states members Council Commonwealth
    Philippines Netherlands Maldives Bahamas"""
ARTICLE = frozenset(_ARTICLE.split())
"""Words in a name that call for an article."""


def with_article(name: str) -> str:
    """Return the name with "the" where English wants it."""
    if ARTICLE & set(name.split()) and not name.startswith("the "):
        return f"the {name}"
    return name
