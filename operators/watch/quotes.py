"""Is a quote still on a page? Pure, and in time proportional to the page, whatever the page is."""

import re
import unicodedata
from html import unescape

_SILENT = ("script", "style", "noscript", "template", "svg")
_TAG = re.compile(r"[A-Za-z/!?]")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)")
_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_ALIKE = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛´`＇", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def says(text: str, quote: str) -> bool:
    """Whether ``text`` holds ``quote``; where the quote leaves something out (…), its parts, in their order.

    >>> says("El  plazo «máximo»\\nes de 5 días hábiles.", 'plazo "máximo" es de … hábiles')
    True
    >>> says("El plazo es de 6 días", "el plazo es de 5 días")
    False
    """
    place, where = 0, _squeeze(text)
    parts = [part for part in (_squeeze(one) for one in _LEFT_OUT.split(quote)) if part]
    for part in parts:
        found = where.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return bool(parts)


def _squeeze(text: str) -> str:
    """What two typesettings of one sentence have in common: no blanks, no case, one form of quotes and dashes."""
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold()
    return "".join(_UNSEEN.sub("", plain).split())


def page_text(html: str) -> str:
    """The words of a page without tags, comments and scripts, entities resolved.

    >>> page_text("<p>El pla<b>zo</b> es&nbsp;de 5<!-- no --> d&iacute;as</p><script>x</script>").split()
    ['El', 'plazo', 'es', 'de', '5', 'días']
    """
    parts: list[str] = []
    place = 0
    lower = html.lower() if len(html.lower()) == len(html) else html
    while (start := html.find("<", place)) >= 0:
        parts.append(html[place:start])
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            if end < 0:
                return unescape("".join(parts))
            place = end + 3
            continue
        if not _TAG.match(html, start + 1):
            parts.append("<")
            place = start + 1
            continue
        end = html.find(">", start)
        if end < 0:
            break
        name = _NAME.match(lower, start + 1)
        place = end + 1
        if name and name.group(1) in _SILENT and html[start + 1] != "/" and html[end - 1] != "/":
            close = lower.find(f"</{name.group(1)}", place)
            if close < 0:
                return unescape("".join(parts))
            place = close
    parts.append(html[place:])
    return unescape("".join(parts))
