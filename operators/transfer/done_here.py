"""What was done on a site since a pack was loaded there, and that loading it again would undo."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max

from operators.models.printed import Edition, SynonymGroup
from operators.models.working import Edit
from operators.publishing import content_hash
from operators.publishing.context import last_edition
from operators.publishing.derive import applying
from operators.transfer.canonical import subject_snapshot
from operators.transfer.packs import Pack, PackError

Data = dict[str, Any]


class EditedSince(PackError):
    """Somebody edited or withdrew what the pack would overwrite: ``problems`` lists the subjects."""


def refuse_what_was_done_here(pack: Pack, by: User) -> None:
    """Raises EditedSince with an edit, a changed group of synonyms or a withdrawal in each line."""
    problems = [*_edited(pack, by), *_other_synonyms(pack, by), *_withdrawn(pack)]
    if problems:
        raise EditedSince(dict.fromkeys(problems))


def stands(kind: str, wanted: Data) -> bool:
    """Whether what applies from the day of a snapshot is exactly that already."""
    editions = list(Edition.objects.filter(kind=kind, slug=wanted["entry"]["slug"]))
    day = wanted["edition"]["effective_from"]
    found = [one for one in applying(editions) if one.effective_from.isoformat() == day]
    return bool(found) and found[0].content_hash == content_hash(wanted)


def _edited(pack: Pack, by: User) -> Iterator[str]:
    names = {
        "source": [one["key"] for one in pack.sources],
        "question": [one["key"] for one in pack.questions],
        **{noun: [one["slug"] for one in entries] for noun, entries in pack.subjects()},
    }
    for noun, keys in names.items():
        edits = Edit.objects.filter(noun=noun, key__in=keys)
        ours: dict[str, int] = dict(edits.filter(by=by).order_by().values_list("key").annotate(last=Max("id")))
        for edit in edits.exclude(by=by).order_by("id").select_related("by"):
            if edit.pk > ours.get(edit.key, 0):
                yield (
                    f"{pack.places[noun, edit.key]}: {noun} “{edit.key}” was edited by {edit.by.get_username()} on "
                    f"{edit.at:%Y-%m-%d}; import with --overwrite to lose that edit."
                )


def _other_synonyms(pack: Pack, by: User) -> Iterator[str]:
    for group in SynonymGroup.objects.filter(key__in=[one["key"] for one in pack.synonyms]):
        if group.proposed is not None or group.confirmed_by_id != by.pk:
            yield (
                f"{pack.places['synonym', group.key]}: synonyms “{group.key}” were edited; "
                "import with --overwrite to lose that edit."
            )


def _withdrawn(pack: Pack) -> Iterator[str]:
    """Advice that was taken away comes back by nobody's oversight. What applied before a rule's end still stands."""
    ended = set(Edition.objects.filter(tombstone=True).values_list("kind", "slug"))
    for kind, entries in pack.subjects():
        for entry in entries:
            slug = entry["slug"]
            if (kind, slug) not in ended or stands(kind, subject_snapshot(pack, kind, entry)):
                continue
            grave = _grave(kind, slug, entry["edition"]["effective_from"])
            if grave is not None:
                yield (
                    f"{pack.places[kind, slug]}: {kind} “{slug}” was withdrawn by {grave.published_by} on "
                    f"{grave.published_at:%Y-%m-%d}; import with --overwrite to publish it again."
                )


def _grave(kind: str, slug: str, day: str) -> Edition | None:
    """The withdrawal that an edition of ``day`` would undo; None where nothing is withdrawn or that is done already.

    What was published again from another day leaves the withdrawn text withdrawn.
    """
    last = last_edition(kind, slug)
    if last is None or last.tombstone:
        return last
    editions = Edition.objects.filter(kind=kind, slug=slug).order_by("-number")
    grave = editions.filter(tombstone=True, effective_from__lte=day).first()
    again = grave is not None and editions.filter(number__gt=grave.number, effective_from=day).exists()
    return None if again else grave
