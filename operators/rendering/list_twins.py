"""The Markdown twins of pages that lead to others: an operator, the home page, the FAQ; and ``/llms.txt``.

A link here leads to the twin of a page of this site, so a program can walk the whole site as text.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from operators.links import OfficialList
from operators.rendering.footnotes import Footnotes
from operators.rendering.markdown import escaped
from operators.rendering.operator import policy_row
from operators.rendering.scribe import Scribe
from operators.rendering.twin import Twin, link
from operators.vocabulary import FaqKind, SubjectKind

Data = dict[str, Any]


def operator_twin(document: Data, policies: list[Data], official: OfficialList) -> str:
    """An operator: what applies there, and how to reach it."""
    scribe = Scribe.of(document, official)
    notes = Footnotes(scribe, document)
    twin = Twin(scribe)
    twin.heading(1, document["name"])
    twin.line(twin.text(document["summary"]) + twin.marks(notes.cite(document, document["cited"])))
    twin.bullets("policies", [_policy(one, official) for one in policies])
    twin.contacts(document["contact_points"])
    twin.sources(notes.listed())
    return twin.written()


def home_twin(
    subjects: Mapping[SubjectKind, list[Data]],
    language: str,
    official: OfficialList,
    pages: Iterable[tuple[str, str]] = (),
) -> str:
    """Everything that is published, by kind, each with the address of its twin: the form of ``/llms.txt``.

    ``pages`` are the titles and addresses of those that are always there.
    """
    twin = Twin(Scribe(language, official))
    twin.heading(1, twin.scribe.say("home_title"))
    twin.line(f"> {twin.scribe.say('home_lead')}")
    twin.line("")
    twin.line(twin.scribe.say("footer_what"))
    twin.bullets("all_pages", [link(title, url) for title, url in pages])
    twin.bullets("operators_glance", [link(one["name"], one["url"]) for one in subjects[SubjectKind.OPERATOR]])
    twin.bullets("policies", [_policy(one, official) for one in subjects[SubjectKind.POLICY]])
    entries = subjects[SubjectKind.FAQ]
    twin.bullets("faq_title", [link(one["question"], one["url"]) for one in entries])
    return twin.written()


def faq_list_twin(entries: list[Data], language: str) -> str:
    """Questions, then cases, then the glossary, in printed order."""
    twin = Twin(Scribe(language, OfficialList()))
    twin.heading(1, twin.scribe.say("faq_title"))
    for kind in FaqKind:
        rows = [entry for entry in entries if entry["faq_kind"] == kind]
        if rows:
            twin.heading(2, twin.scribe.word("faq_kind", kind))
            twin.lines += [f"- {link(row['question'], row['url'])}" for row in rows]
    return twin.written()


def changes_twin(rows: list[Data], language: str) -> str:
    """The change log: ``rows`` as ``change_rows`` gives them."""
    twin = Twin(Scribe(language, OfficialList()))
    twin.heading(1, twin.scribe.say("changes"))
    for row in rows:
        title = escaped(row["title"]) if row["gone"] else link(row["title"], row["url"])
        said = " ".join(escaped(line) for line in row["lines"])
        twin.line(f"- {row['day']}: {title} ({row['action']}). {said}")
    return twin.written()


def difference_twin(page: Data, policy: Data) -> str:
    """Two editions of ``policy``: ``page`` is what ``difference_page`` gives."""
    scribe = Scribe(policy["language"], OfficialList())
    twin = Twin(scribe)
    old, new = page["old"], page["new"]
    twin.heading(1, scribe.say("compare_title", old=old["number"], new=new["number"]))
    twin.line(link(policy["title"], policy["url"]))
    twin.line("")
    for side in (old, new):
        edition = link(f"{scribe.say('edition')} {side['number']}", f"{policy['url']}editions/{side['number']}/")
        twin.line(f"- {edition} · {side['since']}")
    if new["note"]:
        twin.line("")
        twin.line(escaped(new["note"]))
    for part in page["parts"]:
        twin.heading(2, part["title"])
        for change in part["changes"]:
            if change["where"]:
                twin.heading(3, change["where"])
            for key in ("old", "new"):
                _side(twin, "before" if key == "old" else "after", change[key])
    if not page["parts"]:
        twin.line("")
        twin.line(scribe.say("no_difference"))
    return twin.written()


def _side(twin: Twin, key: str, text: str) -> None:
    """What one edition says: each of its lines by itself."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if lines:
        said = [twin.flat(line) for line in lines]
        twin.lines += [f"- {twin.scribe.say(key).strip()} {said[0]}", *(f"  - {line}" for line in said[1:])]


def compare_twin(page: Data, language: str) -> str:
    """Operators side by side, as tables: ``page`` is what ``compare_page`` gives."""
    twin = Twin(Scribe(language, OfficialList()))
    twin.heading(1, twin.scribe.say("side_by_side"))
    for section in page["sections"]:
        twin.heading(2, section["title"])
        names = [escaped(cell["name"]) for cell in section["rows"][0]["cells"]]
        twin.line(f"| | {' | '.join(names)} |")
        twin.line(f"|---|{'---|' * len(names)}")
        for row in section["rows"]:
            cells = ["; ".join(_entry(entry, twin) for entry in cell["entries"]) for cell in row["cells"]]
            twin.line(f"| {_cell(row['label'])} | {' | '.join(cell or '—' for cell in cells)} |")
    twin.sources(page["sources"])
    return twin.written()


def _entry(entry: Data, twin: Twin) -> str:
    said = entry["verdict"]["word"] if "verdict" in entry else entry["text"]
    answer = f"{entry['answer']}{_only(entry, twin)}{twin.scribe.say('colon')}" if entry.get("answer") else ""
    tag = f" ({entry['tag']})" if entry.get("tag") else ""
    return _cell(f"{answer}{said}{tag}") + twin.marks(entry.get("notes", []), entry.get("our_advice", False))


def _only(entry: Data, twin: Twin) -> str:
    """The channels that alone are meant: the same answer may come to something else in another."""
    say = twin.scribe.say
    return f"{say('open')}{say('listed').join(entry['channels'])}{say('close')}" if entry["channels"] else ""


def _cell(text: str) -> str:
    """A text inside a table: a bar in it would begin another cell."""
    return escaped(text).replace("|", "\\|")


def _policy(document: Data, official: OfficialList) -> str:
    row = policy_row(document, official)
    said: Iterable[str] = [one["word"] for one in row["verdict"]]
    kept = [f"{one['label']}: {', '.join(one['values'])}" for one in row["keep"]]
    notes = [*said, *kept, row["checked"]["on"]]
    return f"{link(document['title'], document['url'])}: " + " · ".join(note for note in notes if note)
