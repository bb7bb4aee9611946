"""What an error report may show of a request: nothing that was sent in it."""

from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest, QueryDict
from django.views.debug import SafeExceptionReporterFilter

BLANK = "********"


class BlankPost(SafeExceptionReporterFilter):
    """Blanks every posted value, whatever the view; self-check answers are nobody's business but the reader's."""

    def get_post_parameters(self, request: HttpRequest | None) -> QueryDict:
        """The names of the posted fields, each with a blank value."""
        blank = QueryDict(mutable=True)
        for name in getattr(request, "POST", {}):
            blank[name] = BLANK
        return blank

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, Any]:
        """The names of a frame's variables, each with a blank value: any of them may hold an answer."""
        return dict.fromkeys(tb_frame.f_locals, BLANK).items()

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always: even with KB_DEBUG on."""
        return True
