"""What a thing is called, in the editor's language, before its name in the data: in lists, and on top of its pages.

Logs hold names alone; the titles of a page's rows are read at once, a query for each noun among them.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from operators.admin.queue.nouns import ENTITLED, NOUNS, titles
from operators.admin.words import text_of
from operators.models.working.subject import Subject


def both(title: str, name: str) -> SafeString:
    """A title and a name; the name alone where there is no title, or no other."""
    if not title or title == name:
        return format_html("{}", name)
    return format_html('{} <span class="kb-name">{}</span>', title, name)


def title_of(subject: Subject) -> str:
    """In the editor's language, else in any that it has; its slug where it has none."""
    said = getattr(subject, NOUNS[str(subject.KIND)].text)
    return (said if isinstance(said, str) else text_of(said)) or subject.slug


def heading(subject: Subject, page: str) -> dict[str, Any]:
    """What a page about a subject says of itself: its title leads, and ``page`` says what is done there."""
    said = title_of(subject)
    return {"original": subject, "said_title": said, "page": page, "title": f"{said} · {page}", "subtitle": None}


def title_column(title: str, name: str) -> Any:
    """A column of ``list_display`` for what has a title itself; sorted by its name, as every language has it."""

    @admin.display(description=gettext_lazy("title"), ordering=name)
    def titled(thing: Any) -> SafeString:
        said = getattr(thing, title)
        return both(said if isinstance(said, str) else text_of(said), getattr(thing, name))

    return titled


def logged_column(name: str) -> Any:
    """The same for the rows of a log, which ``TitledList`` has given their titles."""

    @admin.display(description=gettext_lazy("title"), ordering=name)
    def titled(row: Any) -> SafeString:
        return both(row.said_title, getattr(row, name))

    return titled


class TitledList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows, named = list(self.result_list), self.model_admin.named  # type: ignore[attr-defined]
        found = {
            noun: titles(noun, {name for other, name in map(named, rows) if other == noun})
            for noun in {noun for noun, _name in map(named, rows)} & set(ENTITLED)
        }
        for row in rows:
            noun, name = named(row)
            row.said_title = found.get(noun, {}).get(name, (0, ""))[1]
        self.result_list = rows


class Log(admin.ModelAdmin):
    """Mixin for the list of a log: ``about`` says which columns name the noun and the thing."""

    about = ("kind", "slug")

    def named(self, row: Any) -> tuple[str, str]:
        noun, name = self.about
        return str(getattr(row, noun)), str(getattr(row, name))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TitledList
