"""Step 6: which entity a mention names, or that it is none we know."""

from cadocs.link.linker import link_mentions

__all__ = ["link_mentions"]
