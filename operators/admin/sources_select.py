"""The picker of sources of a row: it shows the row's own without asking the database again for each row."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelectMultiple


class SourcesSelect(AutocompleteSelectMultiple):
    """``known`` maps keys of sources to their words: those that the row cites, read for all rows together."""

    known: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {}

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Any:
        """As Django's, unless all that is chosen is known; what somebody has just chosen is looked up."""
        chosen = list(dict.fromkeys(str(one) for one in value if one))
        if any(one not in self.known for one in chosen):
            return super().optgroups(name, value, attrs)
        options = [self.create_option(name, one, self.known[one], True, index) for index, one in enumerate(chosen)]
        return [(None, options, 0)]
