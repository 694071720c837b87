"""Step 8: a Document for the eye: a coloured page here, terminal tables in `cadocs.render.table`.

The tables are not loaded here, because they need rich and a page does not.
"""

from cadocs.render.html import render_html

__all__ = ["render_html"]
