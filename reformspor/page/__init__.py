"""What a view is written on, and the Streamlit screen that is one of them."""

from reformspor.page.protocol import Page, Tile

__all__ = ["Page", "Tile"]
