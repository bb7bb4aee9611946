"""Reads forms from pages as a browser would send them."""

from html.parser import HTMLParser
from typing import Any

Data = dict[str, Any]


class _Forms(HTMLParser):
    """Collects every form: its action, and its fields as a browser would post them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.open: dict[str, Any] | None = None
        self.select: str | None = None
        self.area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = {"id": at.get("id", ""), "action": at.get("action", ""), "data": {}}
            self.forms.append(self.open)
        if self.open is None:
            return
        if tag == "input" and at.get("name"):
            kind = at.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in dict(attrs):
                    self._put(at["name"], at.get("value", "on"))
            elif kind not in ("submit", "button"):
                self._put(at["name"], at.get("value", ""))
        elif tag == "select":
            self.select = at.get("name")
        elif tag == "option" and self.select and "selected" in dict(attrs):
            self._put(self.select, at.get("value", ""))
        elif tag == "textarea":
            self.area = at.get("name")
            self.open["data"][self.area] = []

    def handle_data(self, data: str) -> None:
        if self.area and self.open is not None:
            self.open["data"][self.area].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.open is not None and self.area:
            text = "".join(self.open["data"][self.area])
            self.open["data"][self.area] = [text.removeprefix("\r\n").removeprefix("\n")]
            self.area = None

    def _put(self, name: str, value: str) -> None:
        if self.open is not None:
            self.open["data"].setdefault(name, []).append(value)


def form_data(response: Any, *, form: str = "", action: str = "") -> Data:
    """What a browser would post for the form with this id, or whose action ends so, left as it is.

    Rows that a script would add (``__prefix__``) are left out.
    """
    parser = _Forms()
    parser.feed(response.content.decode())
    for one in parser.forms:
        if (form and one["id"] == form) or (action and one["action"].endswith(action)):
            return {name: values for name, values in one["data"].items() if "__prefix__" not in name}
    raise AssertionError(f"There is no form {form or action} on the page: {[one['action'] for one in parser.forms]}")


def add_row(data: Data, prefix: str, **columns: Any) -> None:
    """Fill in a new row of an inline, as the page's script would add it."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(number + 1)]
    for name, value in columns.items():
        data[f"{prefix}-{number}-{name}"] = value


def row_of(data: Data, prefix: str, key: str) -> str:
    """The start of the names of the row with this key: ``steps-2``."""
    for name, values in data.items():
        if name.startswith(f"{prefix}-") and name.endswith("-key") and values == [key]:
            return name.removesuffix("-key")
    raise AssertionError(f"There is no row {key} in {prefix}.")


def all_forms(response: Any) -> list[tuple[str, Data]]:
    """The action and the data of every form on the page, as a browser would post it left as it is."""
    parser = _Forms()
    parser.feed(response.content.decode())
    return [
        (one["action"], {name: values for name, values in one["data"].items() if "__prefix__" not in name})
        for one in parser.forms
    ]
