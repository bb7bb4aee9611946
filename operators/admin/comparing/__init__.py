"""Two versions of a subject side by side, in the words of an editor: where readers are led first, then every field."""

from operators.admin.comparing.marking import Piece, mark
from operators.admin.comparing.placing import Placed, place, placed
from operators.admin.comparing.reach import Lead, Reach, reach
from operators.admin.comparing.rows import Difference, Field, RowChange, SectionChange, compared

__all__ = [
    "Difference",
    "Field",
    "Lead",
    "Piece",
    "Placed",
    "Reach",
    "RowChange",
    "SectionChange",
    "compared",
    "mark",
    "place",
    "placed",
    "reach",
]
