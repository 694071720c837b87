"""Step 7: dated events, assembled from triggers, dates, places, participants and amounts."""

from cadocs.events.assemble import find_events
from cadocs.events.scene import Findings

__all__ = ["Findings", "find_events"]
