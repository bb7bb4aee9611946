"""What pages say to machines, in the words of schema.org."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from operators.vocabulary import LANGUAGES
from operators.web.page import page

# From schema.org's vocabulary, version 29: the types that pages use, with the properties that each may have of those.
THING = {"name", "description", "url", "subjectOf"}
WORK = THING | {"inLanguage", "dateModified", "datePublished", "publisher", "about", "isBasedOn"}
PROPERTIES = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": WORK,
    "WebPage": WORK | {"lastReviewed"},
    "HowTo": WORK | {"step"},
    "HowToStep": THING | {"position", "text"},
    "FAQPage": WORK | {"mainEntity"},
    "Question": WORK | {"acceptedAnswer"},
    "Answer": WORK | {"text"},
    "DefinedTerm": THING | {"inDefinedTermSet"},
    "Article": WORK | {"headline", "articleBody"},
    "Organization": THING | {"legalName", "contactPoint"},
    "GovernmentOrganization": THING | {"legalName", "contactPoint"},
    "ContactPoint": THING | {"contactType", "telephone", "email"},
    "CreativeWork": WORK,
}
PAGES = {
    "": ["WebSite"],
    "operators/claro/": ["BreadcrumbList", "Organization"],
    "operators/osiptel/": ["BreadcrumbList", "GovernmentOrganization"],
    "policies/claro-cancellation-prepaid/": ["BreadcrumbList", "WebPage", "HowTo"],
    "policies/bitel-keep-alive-prepaid/": ["BreadcrumbList", "WebPage", "HowTo"],
    "faq/": ["BreadcrumbList"],
    "faq/can-i-cancel-online/": ["BreadcrumbList", "FAQPage"],
    "faq/case-maintenance-fee/": ["BreadcrumbList", "Article"],
}


class Scripts(HTMLParser):
    """The texts of a page's scripts, as a browser would take them apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def wrong_words(node: Any, path: str = "") -> list[str]:
    """Every type and property that the vocabulary does not have."""
    if isinstance(node, list):
        return [fault for number, one in enumerate(node) for fault in wrong_words(one, f"{path}/{number}")]
    if not isinstance(node, dict):
        return []
    known = PROPERTIES.get(node.get("@type", ""))
    names = {name for name in node if not name.startswith("@")}
    found = [f"{path}: no type {node.get('@type')}"] if known is None else []
    found += [f"{path}: {node['@type']} has no {name}" for name in sorted(names - (known or names))]
    return found + [fault for name in names for fault in wrong_words(node[name], f"{path}/{name}")]


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_pages_speak_the_vocabulary(client: Client, language: str, path: str) -> None:
    [text] = Scripts(client.get(f"/{language}/{path}").content.decode()).found
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    assert [node["@type"] for node in data["@graph"]] == PAGES[path]
    assert wrong_words(data["@graph"]) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_steps_and_crumbs_are_those_of_the_page(client: Client) -> None:
    html = client.get("/es/policies/claro-cancellation-prepaid/").content.decode()
    crumbs, web, how = json.loads(Scripts(html).found[0])["@graph"]
    document = client.get("/api/v1/policies/claro-cancellation-prepaid/?lang=es").json()
    assert [step["name"] for step in how["step"]] == [step["title"] for step in document["steps"]]
    assert [step["position"] for step in how["step"]] == [step["number"] for step in document["steps"]]
    assert web["lastReviewed"] == document["freshness"]["verified_on"]
    assert [item["name"] for item in crumbs["itemListElement"]] == ["Inicio", "Claro", document["title"]]
    for item in crumbs["itemListElement"]:
        assert client.get(re.sub(r"^https?://[^/]+", "", item["item"])).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_a_page_of_another_day_says_nothing_to_machines_about_today(client: Client) -> None:
    html = client.get("/es/policies/pe-cancellation/?as_of=2025-06-01").content.decode()
    assert [node["@type"] for node in json.loads(Scripts(html).found[0])["@graph"]] == ["BreadcrumbList"]


def test_nothing_in_a_text_can_end_its_element(rf: Any) -> None:
    nasty = '</script><script>alert(1)</script><!--\u2028 & "quoted"'
    nodes = [{"@type": "WebPage", "name": nasty}]
    answer = page(rf.get("/en/"), "error.html", language="en", title="t", nodes=nodes, reason="r")
    html = answer.content.decode()
    assert html.count("<script") == html.count("</script>") == 1
    assert json.loads(Scripts(html).found[0])["@graph"] == nodes


DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?)?)?\Z")
ADDRESS = re.compile(r"https?://[^\s<>]+\Z")
# What a property holds: a number, a day, an address, nodes of these types. Any other holds a text.
HOLDS: dict[str, Any] = {
    "position": int,
    **dict.fromkeys(("dateModified", "datePublished", "lastReviewed"), DAY),
    **dict.fromkeys(("url", "item", "subjectOf", "inDefinedTermSet"), ADDRESS),
    "itemListElement": {"ListItem"},
    "step": {"HowToStep"},
    "mainEntity": {"Question"},
    "acceptedAnswer": {"Answer"},
    "contactPoint": {"ContactPoint"},
    "isBasedOn": {"CreativeWork"},
    "publisher": {"Organization"},
    "about": {"Organization"},
}


def wrong_values(node: Any, path: str = "") -> list[str]:
    """Every property that holds something else than it may, and every text without a word in it."""
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        holds, many = HOLDS.get(name, str), value if isinstance(value, list) else [value]
        for number, one in enumerate(many):
            where = f"{path}/{name}/{number}"
            if isinstance(holds, set):
                right = isinstance(one, dict) and one.get("@type") in holds
                found += wrong_values(one, where) if right else []
            elif isinstance(holds, re.Pattern):
                right = isinstance(one, str) and holds.match(one) is not None
            else:
                right = type(one) is holds and bool(str(one).strip())
            found += [] if right else [f"{where}: {one!r}"]
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_every_address_of_the_sitemap_speaks_the_vocabulary(client: Client) -> None:
    addresses = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert len(addresses) > 150
    types: set[str] = set()
    silent = set()
    for address in addresses:
        found = Scripts(client.get(address).content.decode()).found
        if not found:
            silent.add(address.split("/", 2)[2])
            continue
        data = json.loads(found[0])
        assert (address, data.pop("@context")) == (address, "https://schema.org")
        assert (address, wrong_words(data["@graph"])) == (address, [])
        assert (address, [fault for node in data["@graph"] for fault in wrong_values(node)]) == (address, [])
        types |= {node["@type"] for node in data["@graph"]}
    assert silent == {"check/", "keep/"}
    assert types >= {"WebSite", "WebPage", "HowTo", "FAQPage", "DefinedTerm", "Article", "Organization"}


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "HowTo", "step": [{"@type": "Question", "name": "x"}]},
        {"@type": "WebPage", "dateModified": "22 November 2026"},
        {"@type": "WebPage", "url": "/en/"},
        {"@type": "ListItem", "position": "1"},
        {"@type": "Answer", "text": " "},
        {"@type": "WebPage", "about": "Claro"},
    ],
)
def test_a_wrong_value_is_found(node: dict[str, Any]) -> None:
    assert len(wrong_values(node)) == 1
