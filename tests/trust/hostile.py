"""Requests that no honest client sends, as raw as a server passes them on: written lists of ideas, times the places
where each can be tried.

`corpus()` gives them all. A line is an idea, and a request that carries it.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

MARK = "<svg/onload=k7391>"
"""Markup that must come back escaped, if at all."""
BIG = 100_000


@dataclass(frozen=True)
class Line:
    """One request. `path` and `query` are as they stand on the wire, percent-encoded or not."""

    idea: str
    method: str = "GET"
    path: str = "/api/v1/policies/"
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def of_api(self) -> bool:
        return self.path.startswith("/api/")


# What a value can be, whatever it is asked of.
VALUES: dict[str, str] = {
    "nothing": "",
    "a space": "%20",
    "NUL": "%00",
    "NUL inside": "pe%00cancellation",
    "a line feed": "%0A",
    "header injection": "x%0D%0ASet-Cookie:%20k=1",
    "escape": "%1B%5B31m",
    "delete": "%7F",
    "broken UTF-8": "%FF%FE",
    "overlong slash": "%C0%AF",
    "half a surrogate": "%ED%A0%80",
    "beyond Unicode": "%F4%90%80%80",
    "cut short": "%E9%94",
    "bare percent": "%",
    "percent and one digit": "%2",
    "percent and no digits": "%ZZ",
    "encoded twice": "%2500%253Cscript%253E",
    "right-to-left override": quote("\u202egnp.exe"),
    "zero width": quote("cla\u200bro"),
    "look-alike letters": quote("сlаro"),
    "byte order mark": quote("\ufeffclaro"),
    "combining marks": quote("e" + "\u0301" * 400),
    "noncharacter": quote("\uffff"),
    "beyond the BMP": quote("𓀀" * 200),
    "fullwidth digits": quote("１２３"),
    "Arabic digits": quote("٢٠٢٦-٠١-٠١"),
    "markup": quote(MARK),
    "markup that closes": quote(f"\"'></title></script>{MARK}"),
    "a script address": quote("javascript:alert(1)"),
    "SQL quote": quote("' OR '1'='1"),
    "SQL comment": quote("x'; DROP TABLE operators_edition; --"),
    "SQL union": quote("x' UNION SELECT password FROM auth_user --"),
    "SQL sleep": quote("1;SELECT pg_sleep(5)"),
    "SQL wildcards": quote("%_" * 500),
    "FTS syntax": quote('NEAR("a" "b", 5) AND -c* ^d OR {title}:'),
    "FTS unbalanced": quote('"(((a OR'),
    "tsquery": quote("!a & (b | <-> c):*"),
    "a pattern that explodes": quote("(a+)+$" + "a" * 60 + "!"),
    "brackets nested": "%5B" * 900,
    "template": quote("{{7*7}}{%debug%}${7*7}#{7*7}<%=7*7%>"),
    "format string": quote("%s%n%x{0.__class__}"),
    "log lookup": quote("${jndi:ldap://127.0.0.1/k}"),
    "shell": quote("`id`;$(id)|id&&id"),
    "up the tree": quote("../../../../etc/passwd", safe=""),
    "up the tree of Windows": quote("..\\..\\windows\\win.ini"),
    "file address": quote("file:///etc/passwd"),
    "NaN": "NaN",
    "Infinity": "-Infinity",
    "negative": "-1",
    "zero": "0",
    "a fraction": "1.5",
    "hexadecimal": "0x10",
    "exponent": "1e9",
    "underscored number": "1_000",
    "beyond 64 bits": "9" * 40,
    "a number of thousands of digits": "9" * 5000,
    "null": "null",
    "true": "true",
    "an object": quote('{"$gt": ""}'),
    "a list": quote("[1,2]"),
    "many commas": "," * 2000,
    "many spaces": "+" * 5000,
    "year zero": "0000-01-01",
    "the last year": "9999-12-31",
    "beyond the last year": "99999-01-01",
    "no such day": "2025-02-30",
    "a week day": "2026-W01-1",
    "a moment too far": "9999-12-31T23:59:59-23:59",
    "a moment without offset": "2026-01-01T00:00:00",
    "attribute walk": "operator__user__password",
    "dunder": "__proto__",
    "100 KB": "x" * BIG,
}
# Places of different kinds: a word, a number, a day, a moment, a list of words, a language, a text, a part of a path.
VALUE_PLACES: dict[str, tuple[str, str]] = {
    "a filter": ("/api/v1/policies/", "operator={}"),
    "a number": ("/api/v1/policies/", "page={}"),
    "a day": ("/api/v1/facts/", "as_of={}"),
    "a moment": ("/api/v1/policies/", "updated_since={}"),
    "a list of fields": ("/api/v1/policies/pe-cancellation/", "fields={}"),
    "an ordering": ("/api/v1/policies/", "ordering={}"),
    "a language": ("/api/v1/faq/", "lang={}"),
    "an operator asked for": ("/api/v1/readiness/questions/", "line_type=prepaid&operator={}"),
    "an edition": ("/api/v1/policies/pe-cancellation/diff/", "from={}&to=2"),
    "the name of a parameter": ("/api/v1/operators/", "{}=1"),
    "a slug": ("/api/v1/policies/{}/", ""),
    "an address": ("/api/{}", ""),
    "a search": ("/api/v1/search/", "q={}"),
    "a reader's parameter": ("/en/check/", "operator={}"),
    "a reader's path": ("/en/policies/{}/", ""),
}

PATHS = [
    "/api", "/api//", "/api/v1", "/api/v1/", "//api/v1/policies/", "/api/v1//policies/", "/api/v1/policies//x/",
    "/api/v1/policies/../faq/", "/api/v1/policies/..%2ffaq/", "/api/v1/policies/%2e%2e/faq/", "/api/v1/./policies/",
    "/api/v1/policies/;x=1/", "/api/v1/policies/pe-cancellation;/", "/api/v1/policies/pe-cancellation/.json",
    "/api/v1/policies.json", "/api/v1/policies/pe-cancellation.json/", "/API/V1/POLICIES/", "/api/v1/policies/ /",
    "/api/v1/policies/pe-cancellation/editions/0/", "/api/v1/policies/pe-cancellation/editions/-1/",
    "/api/v1/policies/pe-cancellation/editions/1e3/", "/api/v1/policies/pe-cancellation/editions/٣/",
    "/api/v1/policies/pe-cancellation/editions/" + "9" * 400 + "/", "/api/v1/policies/" + "a" * 3000 + "/",
    "/api/v1/policies/" + "a/" * 2000, "/api/v1/readiness", "/api/v1/readiness//", "/api/v2/policies/",
    "/api/v1/admin/", "/api/docs/../v1/policies/", "/api/docs/x", "/api/docs/problems", "/api/v1/schema/x/",
    "/api/v1/policies/%", "/api/v1/policies/%0", "/api/v1/policies/%0a/",
    "/api/v1/policies/%ff/", "/api/v1/policies/%c0%ae%c0%ae/", "/api/v1/policies/%u002e/", "/api/v1/policies/%5c/",
    "/api/v1/policies/\\..\\faq/", "/api/v1/policies/<script>/", "/api/v1/policies/*/", "/api/v1/policies/?/",
    "/api/v1/policies/#/", "/api/v1/policies/{slug}/", "/api/v1/policies/$/", "/api/v1/policies/undefined/",
    "/.git/config", "/.env", "/admin.php", "/static/../kb/settings.py", "/static/%2e%2e/kb/settings.py",
    "/static/%00", "/static//etc/passwd", "/media/../manage.py", "/%00", "/%ff", "/en/%00/", "/en/..%2f..%2fetc/passwd",
    "/xx/", "/en/policies/" + "x" * 5000, "/" + "/" * 3000, "/en//example.com/", "//example.com/%2f..",
    "/\\example.com/", "/en/check/%0d%0aSet-Cookie:k=1", "http://example.com/", "*", "/healthz/..", "/readyz;x",
]  # fmt: skip

QUERIES = [
    "&", "&&&&", "=", "==", "=x", "x", "?", "??", "lang", "lang=", "lang&lang", "lang=en&lang=es", "lang=en&lang=en",
    "lang=en;operator=claro", "LANG=en", "lang%5B%5D=en", "lang[]=en", "lang[0]=en", "lang.x=en", " lang=en", "lang =en",
    "lang=en%20", "+lang=en", "lang%00=en", "%6cang=en&lang=es", "%6c%61%6e%67=en", "_method=DELETE", "format=xml",
    "format=api", "callback=alert", "jsonp=x", "page=1&page=2", "page=1&page%20=2", "fields=slug,slug", "fields=slug,,title",
    "fields=,", "fields=slug,title,", "fields=" + "slug," * 1500 + "slug", "fields=SLUG", "fields=slug%2Ctitle",
    "fields=edition.number", "fields=*", "page_size=101", "page_size=0", "page=999999", "page=1000000",
    "ordering=--slug", "ordering=slug,-slug", "ordering=?", "ordering=pk", "ordering=edition__approved_by",
    "updated_since=2026-11-22T10:00:00+00:00", "updated_since=2026-11-22T10:00:00Z", "updated_since=0001-01-01",
    "updated_since=2026-11-22T24:00:00Z", "updated_since=2026-11-22T10:00:60Z", "updated_since=20261122T100000Z",
    "updated_since=2026-11-22T10:00:00%2B99:99", "as_of=2026-11-22T00:00:00Z", "as_of=0001-01-01", "as_of=9999-12-31",
    "operator=claro&operator__slug=bitel", "operator__startswith=c", "slug=x", "id=1", "pk=1", "state=draft",
    "draft=true", "preview=1", "as_user=1", "is_staff=true", "cursor=AAAA", "offset=1", "limit=1",
    "&".join(f"x{number}=1" for number in range(49)), "&".join(f"x{number}=1" for number in range(60)),
    "&".join(["lang=en"] * 40), "&" * 8000, "a" * 8000, "a" * 9000, "%" * 8000, "%41" * 2600, "=" * 8000,
    "lang=en#fragment", "lang=en\x01", "lang=\xff", "q=\xe9", "lang=en&\x00", "lang=%E2%80%8Ben",
]  # fmt: skip

HEADERS: list[tuple[str, str]] = [
    *(("Accept-Language", value) for value in (
        "", "*", ",", ";", ",,,,", "en;q", "en;q=", "en;q=x", "en;q=-1", "en;q=9e999", "en;q=NaN", "en;q=0", "*;q=0",
        "-", "--", "en-", "-en", "en--us", "zh-" + "x" * 3000, "a" * 8000, "en," * 3000, "zh-Hans;q=0.0000000001",
        "en;q=0.5;q=0.6", "en\x00", "\xff\xfe", MARK, "../../en", "en\tes", "%65%6e", "x-klingon", "i-default", "zh_Hans",
    )),
    *(("If-None-Match", value) for value in (
        "", "*", "**", '"', '""', 'W/', 'W/"', 'W/""', '"a', 'a"', "a", '"a" "b"', '"a",,,"b"', ",", '"\\"', 'w/"a"',
        '"' + "a" * 8000 + '"', '"a",' * 2000, "*, *", '"\xff"', "'a'", '"%s"', "W/*", MARK,
    )),
    *(("If-Modified-Since", value) for value in ("", "x", "0", "Thu, 01 Jan 1970", "Sun, 99 Nov 9999 99:99:99 GMT", "9" * 90)),
    *(("If-Match", value) for value in ("*", '"a"', "")),
    *(("Range", value) for value in (
        "bytes=0-", "bytes=0-0", "bytes=-1", "bytes=5-1", "bytes=0-0,0-0,0-0", "bytes=" + "0-0," * 1300, "x=1-2", "bytes",
        "bytes=99999999999999999999-", "bytes=-0", "none",
    )),
    *(("Accept", value) for value in ("", "x", "*", "text/html;q=0", "*/*;q=x", "application/" + "x" * 5000, ",;,;", MARK)),
    *(("Accept-Encoding", value) for value in (
        "", "*", "gzip;q=", "gzip;q=0", "gzip;q=x", "identity;q=0", "*;q=0", "gzip," * 2000, ";;;", "GZIP", "br", "x\x00",
    )),
    *(("Host", value) for value in (
        "", "evil.example", "127.0.0.1:99999", "127.0.0.1:x", "[::1", "[::1]:80:80", "a b", "127.0.0.1, evil.example", MARK,
        "evil.example#127.0.0.1", "127.0.0.1@evil.example", "127.0.0.1\\evil.example", ".", "..", "-", "x" * 300, "\xff",
        "127.0.0.1.evil.example", "evil.example:80/127.0.0.1", "LOCALHOST", "localhost.", "0x7f.1", "％６５vil",
    )),
    *(("X-Forwarded-Host", value) for value in ("evil.example", MARK, "", "a, b", "\xff")),
    *(("X-Forwarded-Proto", value) for value in ("https", "gopher", "https, http", "", MARK)),
    *(("X-Forwarded-For", value) for value in (
        "", "1.2.3.4", "::1", "[::1]:x", "x", "1.2.3.4," * 1000, "%00", "999.999.999.999", "fe80::1%eth0", "\xff", MARK,
    )),
    *(("X-Forwarded-Port", value) for value in ("99999", "x")),
    *(("Forwarded", value) for value in ("for=evil;host=evil.example;proto=https", '"', "for=[::1")),
    *(("X-HTTP-Method-Override", value) for value in ("DELETE", "POST", "PUT")),
    *(("X-Original-URL", value) for value in ("/admin/", "/api/v1/schema/")),
    ("X-Rewrite-URL", "/admin/"),
    *(("Cookie", value) for value in (
        "", "session=x", "sessionid=../../x", "__Host-session=1", "=", ";;;;", "a=" + "x" * 8000, "session=\xff", 'a="\\"',
        "csrftoken=x; csrf=y", "messages=x", "django_language=xx",
    )),
    *(("Authorization", value) for value in ("", "Basic", "Basic !!!", "Basic Og==", "Bearer x", "Digest x", "x" * 8000, "\xff")),
    *(("Origin", value) for value in ("null", "https://evil.example", "", "x", MARK, "https://evil.example\x00")),
    *(("Referer", value) for value in (MARK, "x" * 8000, "\xff", "javascript:1")),
    *(("User-Agent", value) for value in ("", MARK, "${jndi:ldap://127.0.0.1/k}", "x" * 8000, "\xff\x00")),
    *(("X-Request-ID", value) for value in ("", MARK, "x" * 200, "a b c d e f g h", "../../../x", "\xff", "12345678\x00")),
    *(("Content-Length", value) for value in ("-1", "x", "1e3", "٣", "9" * 30, " 5", "+5", "0x5", "5, 5")),
    *(("Transfer-Encoding", value) for value in ("chunked", "gzip, chunked", "x", "chunked, identity")),
    *(("Content-Type", value) for value in ("x", "application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300)),
    *(("Expect", value) for value in ("100-continue", "x")),
    *(("Upgrade", value) for value in ("websocket", "h2c")),
    *(("TE", value) for value in ("trailers", "x")),
    ("Content-Encoding", "gzip"),
    ("Max-Forwards", "0"),
    ("Proxy", "http://evil.example"),
    ("Connection", "close, X-Forwarded-For"),
]  # fmt: skip
HEADER_PLACES = ("/api/v1/policies/?page_size=1", "/en/")

GOOD = {"operator": "claro", "line_type": "prepaid", "answers": {"debt": "yes"}}


def _with(**changed: object) -> bytes:
    return json.dumps({**GOOD, **changed}).encode()


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b"    ",
    "NUL": b"\0",
    "not JSON": b"operator=claro&line_type=prepaid",
    "markup": f"<x>{MARK}</x>".encode(),
    "entities": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "cut short": b'{"operator": "claro", "line_type"',
    "trailing comma": b'{"operator": "claro",}',
    "trailing text": json.dumps(GOOD).encode() + b" {}",
    "two documents": json.dumps(GOOD).encode() * 2,
    "single quotes": b"{'operator': 'claro'}",
    "comments": b'{"operator": "claro" /* x */}',
    "null": b"null",
    "true": b"true",
    "a number": b"1",
    "a text": b'"x"',
    "a list": b"[]",
    "a list of bodies": json.dumps([GOOD] * 3).encode(),
    "an empty object": b"{ }",
    "NaN": b'{"operator": NaN}',
    "Infinity": b'{"operator": Infinity, "line_type": -Infinity}',
    "a huge exponent": b'{"operator": 1e99999}',
    "a number of 5,000 digits": b'{"operator": ' + b"9" * 5000 + b"}",
    "a negative zero": b'{"operator": -0.0}',
    "duplicate keys": b'{"operator": "claro", "operator": "bitel", "line_type": "prepaid", "answers": {}}',
    "duplicate keys inside": b'{"operator": "claro", "line_type": "prepaid", "answers": {"debt": "yes", "debt": "no"}}',
    "duplicate keys escaped": b'{"operator": "claro", "\\u006fperator": "bitel"}',
    "byte order mark": b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
    "UTF-16": json.dumps(GOOD).encode("utf-16"),
    "UTF-32": json.dumps(GOOD).encode("utf-32"),
    "Latin-1": '{"operator": "clarö"}'.encode("latin-1"),
    "broken UTF-8": b'{"operator": "\xff\xfe"}',
    "overlong UTF-8": b'{"operator": "\xc0\xaf"}',
    "half a surrogate": b'{"operator": "\\ud800", "line_type": "prepaid", "answers": {}}',
    "half a surrogate as a key": b'{"\\udfff": "x"}',
    "half a surrogate as an answer": b'{"operator": "claro", "line_type": "prepaid", "answers": {"debt": "\\udc00"}}',
    "NUL in a text": b'{"operator": "cla\\u0000ro", "line_type": "prepaid", "answers": {}}',
    "control characters": b'{"operator": "a\x01b"}',
    "lists nested": b"[" * 30_000 + b"]" * 30_000,
    "objects nested": b'{"a":' * 9_000 + b"1" + b"}" * 9_000,
    "nested in answers": _with(answers={"debt": {"a": {"b": {"c": {"d": {"e": 1}}}}}}),
    "too many answers": _with(answers={f"q{number}": "yes" for number in range(300)}),
    "answers as a list": _with(answers=["yes"]),
    "answers as a text": _with(answers="yes"),
    "answers as null": _with(answers=None),
    "an answer as a number": _with(answers={"debt": 1}),
    "an answer as a list": _with(answers={"debt": ["yes"]}),
    "an answer as an object": _with(answers={"debt": {"$ne": ""}}),
    "an answer as null": _with(answers={"debt": None}),
    "an empty key": _with(answers={"": "yes"}),
    "an answer of 60 KB": _with(answers={"debt": "x" * 60_000}),
    "a key of 60 KB": _with(answers={"x" * 60_000: "yes"}),
    "markup as a key": _with(answers={MARK: "yes"}),
    "markup as an answer": _with(answers={"debt": MARK}),
    "prototype keys": _with(answers={"__proto__": "yes", "constructor": "yes"}),
    "attribute walk": _with(answers={"debt__class__": "yes"}),
    "a question in another case": _with(answers={"DEBT": "yes"}),
    "right-to-left": _with(answers={"debt": "\u202eyes"}),
    "an operator as a number": _with(operator=1),
    "an operator as a list": _with(operator=["claro"]),
    "an operator as an object": _with(operator={"slug": "claro"}),
    "an operator with markup": _with(operator=MARK),
    "an operator up the tree": _with(operator="../claro"),
    "an operator with SQL": _with(operator="claro' OR '1'='1"),
    "an operator with a space": _with(operator=" claro"),
    "an operator of 60 KB": _with(operator="x" * 60_000),
    "an operator of combining marks": _with(operator="e" + "\u0301" * 9_000),
    "a line type as a number": _with(line_type=0),
    "a line type as a list": _with(line_type=["prepaid"]),
    "a line type with markup": _with(line_type=MARK),
    "a day that does not exist": _with(as_of="2026-02-30"),
    "a day to come": _with(as_of="9999-12-31"),
    "the first day": _with(as_of="0001-01-01"),
    "a day as a number": _with(as_of=20260101),
    "a day as a list": _with(as_of=["2026-01-01"]),
    "a day as a moment": _with(as_of="2026-01-01T00:00:00Z"),
    "a day in other digits": _with(as_of="２０２６-01-01"),
    "a member that nobody knows": _with(is_staff=True),
    "a member with markup": _with(**{MARK: 1}),
    "a thousand members": _with(**{f"x{number}": 1 for number in range(1000)}),
    "template syntax": _with(operator="{{7*7}}", line_type="${7*7}"),
    "keep plan: a day beyond reach": b'{"operator": "claro", "last_top_up": "0001-01-01"}',
    "keep plan: a day to come": b'{"operator": "claro", "last_top_up": "9999-12-31"}',
    "keep plan: a balance as a number": b'{"operator": "claro", "last_top_up": "2026-10-03", "balance": 5}',
    "keep plan: a balance as a truth": b'{"operator": "claro", "last_top_up": "2026-10-03", "balance": true}',
    "keep plan: a top-up as null": b'{"operator": "claro", "last_top_up": null}',
    "compare: a country as a list": b'{"country": ["PE"], "line_type": "prepaid", "answers": {}}',
    "compare: a country in lower case": b'{"country": "pe", "line_type": "prepaid", "answers": {}}',
    "compare: a country that is none": b'{"country": "\\u0000\\u0000", "line_type": "prepaid", "answers": {}}',
    "100 KB": b'{"operator": "' + b"x" * BIG + b'"}',
    "100 KB of spaces": b" " * BIG,
    "gzip": gzip.compress(json.dumps(GOOD).encode()),
    "gzip cut short": gzip.compress(json.dumps(GOOD).encode())[:-9],
    "gzip of much": gzip.compress(b" " * 10_000_000),
}  # fmt: skip
POSTS = ("/api/v1/readiness/", "/api/v1/readiness/compare/", "/api/v1/keep-plan/")
CONTENT_TYPES = [
    "", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=", "text/plain",
    "multipart/form-data; boundary=x", "text/html", "application/xml", "application/json; charset=utf-16",
    "application/json; charset=x", "application/json;" * 500, "APPLICATION/JSON", " application/json", "application/json\x00",
    "application/json, text/html", "application/problem+json", "application/json-patch+json", "*/*", "json", "/", ";", MARK,
    "application/yaml", "application/x-pickle", "application/octet-stream", "\xff",
]  # fmt: skip
METHODS = [
    "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "TRACK", "PROPFIND", "MOVE", "DEBUG", "get", "Get", "GETX", "X" * 5000, "", "G T",
    "GET\x00", "<SCRIPT>", "OPTIONS", "HEAD", "POST",
]  # fmt: skip
METHOD_PLACES = ("/api/v1/policies/", "/api/v1/readiness/", "/api/v1/nothing/", "/en/")


def _short(value: str) -> str:
    """A value as the name of an idea has it."""
    return repr(value) if len(value) <= 60 else f"{value[:40]!r} … of {len(value)}"


def corpus() -> Iterator[Line]:
    for idea, value in VALUES.items():
        for place, (path, query) in VALUE_PLACES.items():
            yield Line(f"{idea} as {place}", path=path.replace("{}", value), query=query.replace("{}", value))
    for path in PATHS:
        yield Line(f"path {_short(path)}", path=path)
    for query in QUERIES:
        for path in ("/api/v1/policies/", "/en/faq/"):
            yield Line(f"query {_short(query)} at {path}", path=path, query=query)
    for name, value in HEADERS:
        for place in HEADER_PLACES:
            path, _, query = place.partition("?")
            yield Line(f"header {name}: {_short(value)} at {path}", path=path, query=query, headers={name: value})
    for path in POSTS:
        for idea, body in BODIES.items():
            headers = {"Content-Type": "application/json"}
            if idea.startswith("gzip"):
                headers["Content-Encoding"] = "gzip"
            yield Line(f"body {idea} at {path}", method="POST", path=path, headers=headers, body=body)
        for content_type in CONTENT_TYPES:
            body = json.dumps(GOOD).encode()
            idea = f"content type {_short(content_type)} at {path}"
            yield Line(idea, method="POST", path=path, headers={"Content-Type": content_type}, body=body)
    for method in METHODS:
        for path in METHOD_PLACES:
            headers = {"Content-Type": "application/json"}
            yield Line(f"method {_short(method)} at {path}", method=method, path=path, headers=headers, body=b"{}")
