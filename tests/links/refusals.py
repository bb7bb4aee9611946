"""For every sentence with which a link is refused, something that it refuses; ``OFFICIAL`` is the list.

``text`` is written into a text, ``source`` is a cited address, the others are values of a contact point.
"""

EXAMPLES: dict[str, tuple[str, str]] = {
    # an address
    "The address holds a character that cannot be seen (%(hidden)s).": ("source", "https://news.example/a\u200bb"),
    "An address is written in ASCII; letters of other scripts can look like Latin ones.": (
        "source",
        "https://news.example/ñ",
    ),
    "The address holds a space, a quote or another character that has no place in an address.": (
        "source",
        "https://news.example/a|b",
    ),
    "The address cannot be read.": ("source", "https://news.example:x/"),
    "The address must begin with %(scheme)s.": ("website", "http://www.claro.com.pe/"),
    "The address must begin with %(scheme)s or %(other)s.": ("source", "ftp://news.example/"),
    "An address has no user name in front of its host.": ("source", "https://user@news.example/"),
    "An address names no port.": ("source", "https://news.example:8080/"),
    "“%(host)s” is not the name of a host.": ("source", "https://news_example/"),
    "A host is given by its name, never by a number.": ("source", "https://203.0.113.7/"),
    "Hosts in other scripts are refused: their letters can look like Latin ones.": (
        "source",
        "https://xn--nws-dma.example/",
    ),
    "“%(host)s” only sends on to somewhere else; give the address it leads to.": ("source", "https://bit.ly/x"),
    "The address may send on to somewhere else (“%(name)s=…”); give the address it leads to.": (
        "source",
        "https://news.example/?url=https://evil.example",
    ),
    "The address holds another address in its path.": ("source", "https://news.example/https://evil.example"),
    # a contact point
    "The value holds a character that cannot be seen (%(hidden)s).": ("phone", "0800\u200b00123"),
    "A number has digits, spaces, brackets, * and # alone, such as 0800 00123.": ("phone", "call us"),
    "That is not an e-mail address.": ("email", "ayuda at claro"),
    "Give the name of the app or of the place, without an address or a number.": ("app", "evil.com"),
    # a text
    "The text holds a character that cannot be seen (%(hidden)s).": ("text", "a\u202eb"),
    "“%(link)s” is no link that is allowed here: https, tel, or a page of this site.": ("text", "[x](javascript:x)"),
    "A link within this site has no backslash.": ("text", "[x](/es\\faq)"),
    "An address is written in full, https:// and the host, or not at all.": ("text", "see https:evil"),
    "The words of a link name “%(shown)s”, but it leads to “%(target)s”.": (
        "text",
        "[osiptel.gob.pe](https://www.claro.com.pe/)",
    ),
    "The words of a link name the number %(number)s, but it leads elsewhere.": ("text", "[0800 00123](tel:102)"),
    "The number %(number)s is no published contact point.": ("text", "call 0800 99999"),
    "The address %(address)s is no published contact point.": ("text", "ayuda@evil.example"),
    "“%(host)s” is not the host of a published contact point.": ("text", "see evil.com"),
    "“%(host)s” is not the host of a published contact point; cite it as a source instead.": (
        "text",
        "see https://evil.example/",
    ),
}
