"""How Sphinx builds the site: ``make docs``. Nothing is fetched, and a warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent / "tests")]

import nonaligned  # noqa: E402

project = "nonaligned"
author = "The nonaligned developers"
release = version = nonaligned.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "shown",  # the figures that Python blocks end in
    "generated",  # commands, contracts, data files and kinds, from the program itself
    "closed",  # every link inside the site leads somewhere, nothing is loaded from outside
]
exclude_patterns = ["_ext", "_templates"]

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # numpydoc's sections have them
numpydoc_show_class_members = False
add_module_names = False

html_theme = "furo"
html_title = "nonaligned"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
html_theme_options = {"footer_icons": [], "top_of_page_buttons": []}
