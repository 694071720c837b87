"""Step 3: the language of a text and of each of its segments."""

from cadocs.detect.detector import Detector, load_detector

__all__ = ["Detector", "load_detector"]
