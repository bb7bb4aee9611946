"""A table of an editor's into working copies, row by row."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from operators.links import text_problems
from operators.models.working import Source
from operators.models.working.subject import Subject
from operators.publishing import record_edit
from operators.transfer.columns import CellRefused, Column, World
from operators.transfer.drafting import Change, Draft, Load, need_all
from operators.transfer.sheets import Rows, place
from operators.transfer.tables import TABLES, Table, table_of
from operators.transfer.uploads import FileRefused

MOST_PROBLEMS = 50
PLAIN_TEXTS = ("title", "publisher", "quote", "value")
"""Columns in one language that readers get as text; TranslatedField looks at its own texts."""


def table_permissions(table: Table) -> list[str]:
    """What somebody must be allowed to do to bring this table."""
    noun = table.model._meta.model_name
    owner = [f"operators.change_{table.owner}"] if table.owner else []
    return [f"operators.add_{noun}", f"operators.change_{noun}", *owner]


def read_table(rows: Rows) -> tuple[Table, Load]:
    """The table that a file holds, and how to load it. Raises FileRefused for a heading that is none."""
    heading = [name.strip() for name in rows[0]] if rows else []
    table = table_of(heading)
    if table is None:
        known = "; ".join(f"{one.name}: {', '.join(one.heading)}" for one in TABLES.values())
        raise FileRefused(
            [_("Row 1: these are not the columns of a table of this site. Allowed are %(known)s.") % {"known": known}]
        )
    problems = []
    for number, name in enumerate(heading, start=1):
        if name not in table.heading:
            allowed = ", ".join(table.heading)
            problems.append(
                _("%(place)s: there is no column “%(name)s” in %(name2)s; allowed: %(allowed)s.")
                % {"place": place(1, number), "name": name[:40], "name2": table.name, "allowed": allowed}
            )
        elif name in heading[: number - 1]:
            problems.append(
                _("%(place)s: the column “%(name)s” stands twice.") % {"place": place(1, number), "name": name}
            )
    if problems:
        raise FileRefused(problems[:MOST_PROBLEMS])
    found: Table = table
    return found, lambda by, now, draft: _Loader(found, heading, rows, by, now, draft).run()


class _Loader:
    def __init__(self, table: Table, heading: list[str], rows: Rows, by: User, now: datetime, draft: Draft) -> None:
        self.table, self.heading, self.rows = table, heading, rows
        self.by, self.now, self.draft = by, now, draft
        self.problems: list[str] = []
        self.seen: dict[tuple[str, ...], int] = {}
        self.touched: dict[str, Subject | Source] = {}
        self.new: set[str] = set()

    def run(self) -> None:
        need_all(self.by, table_permissions(self.table))
        self.world = World()
        self.owners = self._locked_owners()
        self.existing = {self.table.name_of(row): row for row in self._existing()}
        for number, row in enumerate(self.rows[1:], start=2):
            if any(text.strip() for text in row) and len(self.problems) < MOST_PROBLEMS:
                self._row(number, [*row, *[""] * (len(self.heading) - len(row))])
        if self.problems:
            raise FileRefused(self.problems)
        for name in sorted(self.touched):
            thing = self.touched[name]
            fresh = name in self.new
            self.draft.versions[name] = 0 if fresh else thing.version
            record_edit(thing, by=self.by, now=self.now, what="imported", bump=not fresh)

    def _cells(self, index: int) -> set[str]:
        return {row[index].strip() for row in self.rows[1:] if len(row) > index}

    def _locked_owners(self) -> dict[str, Any]:
        """The subjects that rows belong to, locked until the import is done, in one order for everybody."""
        if not self.table.owner:
            return {}
        slugs = self._cells(self.heading.index(self.table.owner))
        rows = self.table.owner_model.objects.select_for_update().filter(slug__in=slugs).order_by("slug")
        return {row.slug: row for row in rows}

    def _existing(self) -> Any:
        rows = self.table.rows()
        if self.table.owner:
            return rows.filter(**{f"{self.table.owner}__in": list(self.owners.values())})
        key = self.table.key
        names = self._cells(self.heading.index(key))
        # Locked without what it is joined with, which PostgreSQL cannot lock where it may be missing.
        list(self.table.model._default_manager.select_for_update().filter(**{f"{key}__in": names}).order_by(key))
        return rows.filter(**{f"{key}__in": names})

    def _refuse(self, number: int, name: str, message: str) -> None:
        column = self.heading.index(name) + 1 if name in self.heading else 0
        where = place(number, column) if column else _("Row %(row)s") % {"row": number}
        where += f" ({name})" if name else ""
        self.problems.append(f"{where}: {message}")

    def _row(self, number: int, row: list[str]) -> None:
        texts = dict(zip(self.heading, row, strict=False))
        if len(row) > len(self.heading) and any(text.strip() for text in row[len(self.heading) :]):
            self.problems.append(
                _("%(place)s: the row has more cells than the heading.")
                % {"place": place(number, len(self.heading) + 1)}
            )
            return
        name = tuple(texts[column].strip() for column in self.table.identity)
        for column, text in zip(self.table.identity, name, strict=True):
            if not text:
                self._refuse(number, column, _("it is empty; it tells the row from the others."))
                return
        if name in self.seen:
            what = " ".join(name)
            self._refuse(
                number,
                self.table.key,
                _("“%(what)s” stands in row %(seen)s already.") % {"what": what, "seen": self.seen[name]},
            )
            return
        self.seen[name] = number
        if self.table.owner and name[0] not in self.owners:
            allowed = ", ".join(self.table.owner_model.objects.order_by("slug").values_list("slug", flat=True)[:60])
            self._refuse(
                number,
                self.table.owner,
                _("there is no %(owner)s “%(name)s”; allowed: %(allowed)s.")
                % {"owner": self.table.owner, "name": name[0][:80], "allowed": allowed},
            )
            return
        found = self.existing.get(name)
        given = [column for column in self.table.columns if column.name in texts]
        if found is not None:
            old = {column.name: column.read(found) for column in given}
            changed = [one for one in given if one.normal(old[one.name]) != one.normal(texts[one.name])]
            if not changed:
                self.draft.unchanged += 1
                return
        else:
            found = self._made(name)
            old = dict.fromkeys(texts, "")
            changed = [column for column in given if texts[column.name].strip()]
        if self._written(found, changed, texts, number):
            self._save(found, number, changed, old, name)

    def _made(self, name: tuple[str, ...]) -> Any:
        """A new row, at the end of its owner's."""
        made: Any = self.table.model(**{self.table.key: name[-1]})
        if self.table.owner:
            owner = self.owners[name[0]]
            setattr(made, self.table.owner, owner)
            last = self.table.model._default_manager.filter(**{self.table.owner: owner}).aggregate(Max("position"))
            made.position = (-1 if last["position__max"] is None else last["position__max"]) + 1
        return made

    def _written(self, row: Any, changed: list[Column], texts: dict[str, str], number: int) -> bool:
        """Put the cells into the row; False, with the problems noted, where one does not fit."""
        before = len(self.problems)
        for column in changed:
            try:
                column.write(row, texts[column.name], self.world)
            except CellRefused as refusal:
                self._refuse(number, column.name, str(refusal))
            if column.name in PLAIN_TEXTS:
                for problem in text_problems(texts[column.name], None) if self.table.model is Source else ():
                    self._refuse(number, column.name, problem.said(_))
        if len(self.problems) > before:
            return False
        try:
            self.table.finish(row)
        except CellRefused as refusal:
            self._refuse(number, "value", str(refusal))
            return False
        try:
            row.full_clean(validate_unique=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    self._refuse(number, "" if name == "__all__" else name, message)
            return False
        return True

    def _save(self, row: Any, number: int, changed: list[Column], old: dict[str, str], name: tuple[str, ...]) -> None:
        thing = f"{self.table.model._meta.model_name} {'/'.join(name)}"
        fresh = row.pk is None
        if fresh:
            self.draft.added.append(thing)
        row.save()
        for attribute, others in getattr(row, "links", {}).items():
            getattr(row, attribute).set(others)
            getattr(row, "_prefetched_objects_cache", {}).pop(attribute, None)
        where = _("Row %(row)s") % {"row": number}
        for column in changed:
            new = column.read(row)
            self.draft.changes.append(Change(where, thing, column.name, old[column.name], new))
        owner = getattr(row, self.table.owner) if self.table.owner else row
        owner = self.owners[name[0]] if self.table.owner else owner
        label = f"{getattr(owner, 'KIND', 'source')} {name[0]}"
        self.touched[label] = owner
        if fresh and not self.table.owner:
            self.new.add(label)
