"""Markdown of a published text to HTML that a stranger may see.

Three fences, one behind the other: the parser knows no HTML and no images, every link is held against the official
list, and nh3 cleans what is left. A link that fails is shown as its words, and a warning tells which rule it broke.
"""

import logging
import unicodedata
from collections.abc import Sequence
from functools import cache
from html import unescape
from urllib.parse import unquote

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from operators import links
from operators.links import LinkRefused, OfficialList, Target

log = logging.getLogger("kb.rendering")

TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h3", "h4", "h5"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
# A text stands below a page's own headings: its first level is the page's third.
HEADINGS = {"h1": "h3", "h2": "h4"}


def render(text: str, official: OfficialList) -> SafeString:
    """Paragraphs, lists, tables: what a long text holds."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, "h5" if token.tag in ("h3", "h4", "h5", "h6") else token.tag)
        if token.children:
            token.children = _checked(token.children, official)
    return _clean(parser.renderer.render(tokens, parser.options, {}))


def render_inline(text: str, official: OfficialList) -> SafeString:
    """One sentence or two, without a paragraph around them: ``Call **105**`` gives ``Call <strong>105</strong>``."""
    parser = _parser()
    tokens = parser.parseInline(text)
    for token in tokens:
        token.children = _checked(token.children or [], official)
    return _clean(parser.renderer.render(tokens, parser.options, {}))


def plain_text(text: str) -> str:
    """The words alone, without marks: ``**Sí**, [aquí](/es/)`` gives ``Sí, aquí``."""
    return unescape(nh3.clean(_parser().render(text), tags=set()))


def defanged(text: str, official: OfficialList) -> str:
    """Markdown as it is, unless a link in it fails: then no link of the text works any more."""
    if not links.text_problems(text, official):
        return text
    log.warning("a text with a link that fails is given out without its links")
    return text.replace("](", "] (").replace("]:", "] :").replace("<", "\\<")


def escaped(text: str) -> str:
    """A plain text (a title, a label) as Markdown that shows it letter by letter."""
    marked = "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~" else sign for sign in text)
    return " ".join(marked.split())


def link_problems(words: str, href: str, official: OfficialList) -> list[str]:
    """Why a link may not be shown as one: a sentence for each reason, none for a good link.

    >>> link_problems("Bitel", "https://bitel.com.pe/", OfficialList(hosts=frozenset({"bitel.com.pe"})))
    []
    """
    decoded = unquote(href)
    if hidden := links.hidden_character(decoded):
        return [f"The address holds a character that cannot be seen ({hidden})."]
    if "\\" in decoded:
        return ["An address has no backslash."]
    try:
        if href.startswith("/") and not href.startswith("//"):
            return []
        if href.lower().startswith("tel:"):
            links.check_target(Target("number", href[4:]), official)
        else:
            links.check_target(Target("url", href), official)
    except LinkRefused as refusal:
        return [str(refusal)]
    plain = words.replace("[", " ").replace("]", " ").replace("\n", " ")
    return [str(problem) for problem in links.text_problems(f"[{plain}]({href})", official)]


def _checked(children: Sequence[Token], official: OfficialList) -> list[Token]:
    """The inline tokens without the marks of links that fail; their words stay. Links do not nest in Markdown."""
    kept: list[Token] = []
    opened: int | None = None
    for token in children:
        kept.append(token)
        if token.type == "link_open":
            opened = len(kept) - 1
        elif token.type == "link_close" and opened is not None:
            words = "".join(inner.content for inner in kept[opened + 1 : -1])
            problems = link_problems(words, str(kept[opened].attrGet("href") or ""), official)
            if problems:
                log.warning("a link in a published text is shown as plain text: %s", " ".join(problems))
                del kept[-1], kept[opened]
            opened = None
    return kept


def _clean(html: str) -> SafeString:
    return mark_safe(  # noqa: S308 - what nh3 returns is what may be shown
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "*": set()},
            url_schemes={"https", "tel"},
            link_rel="noopener noreferrer",
        ).strip()
    )


@cache
def _parser() -> MarkdownIt:
    """One parser for the process: it keeps no state between texts."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    parser.disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis by ``*`` that works in Chinese: ``**注意：**请`` is bold, though no space follows the full-width colon.

    CommonMark asks for a space or punctuation outside a run that has punctuation inside. Chinese has no such spaces,
    so a neighbour from an East Asian script counts as one, and full-width punctuation counts as a letter.
    """
    start = state.pos
    if silent or state.src[start] not in "*_":
        return False
    marker = state.src[start]
    scanned = state.scanDelims(start, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    before = state.src[start - 1] if start else " "
    end = start + scanned.length
    after = state.src[end] if end < state.posMax else " "
    if marker == "*" and (east_asian(before) or east_asian(after)):
        can_open = not after.isspace() and (not _punctuation(after) or _apart(before))
        can_close = not before.isspace() and (not _punctuation(before) or _apart(after))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=can_open, close=can_close)
        )
    state.pos = end
    return True


def east_asian(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _punctuation(character: str) -> bool:
    """Punctuation that is not itself full-width."""
    return unicodedata.category(character)[0] in "PS" and not east_asian(character)


def _apart(character: str) -> bool:
    """A neighbour that lets a run open or close beside it."""
    return character.isspace() or _punctuation(character) or east_asian(character)
