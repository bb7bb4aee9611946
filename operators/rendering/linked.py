"""What a page says to machines: JSON-LD in the words of schema.org. Pure.

A text is given as plain text: a search engine shows it without our link policy, so it carries no links at all.
"""

from typing import Any

from operators.rendering import markdown
from operators.vocabulary import Channel, FaqKind, OperatorKind

Data = dict[str, Any]
Crumbs = list[tuple[str, str]]
"""Names and addresses from the home page down: ``[("Home", "https://…/en/"), ("Claro", "https://…")]``."""

TELEPHONES = (Channel.PHONE, Channel.WHATSAPP)


def graph(*nodes: Data | None) -> Data:
    """The nodes of one page, without the empty ones."""
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def crumbs(way: Crumbs) -> Data:
    """A ``BreadcrumbList``."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(way, start=1)
        ],
    }


def policy_nodes(document: Data, url: str, tag: str) -> list[Data | None]:
    """A ``WebPage`` with its day of checking and what it rests on; a ``HowTo`` where there are steps.

    ``tag`` is the language as BCP 47 has it.
    """
    page: Data = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": document["title"],
        "description": _words(document["summary"]),
        "inLanguage": tag,
        "dateModified": document["edition"]["published_at"],
        "isBasedOn": _cited(document),
    }
    if document["freshness"]["verified_on"]:
        page["lastReviewed"] = document["freshness"]["verified_on"]
    if document["operator"]:
        page["about"] = {"@type": "Organization", "name": document["operator"]["name"]}
    return [page, _how_to(document, url, tag)]


def _how_to(document: Data, url: str, tag: str) -> Data | None:
    if not document["steps"]:
        return None
    return {
        "@type": "HowTo",
        "name": document["title"],
        "description": _words(document["summary"]),
        "inLanguage": tag,
        "step": [
            {
                "@type": "HowToStep",
                "position": step["number"],
                "name": step["title"],
                "text": _words(step["body"]) or step["title"],
                "url": f"{url}#steps",
            }
            for step in document["steps"]
        ],
    }


def faq_nodes(document: Data, url: str, tag: str) -> list[Data | None]:
    """A question as ``FAQPage``, a word explained as ``DefinedTerm``, a case as ``Article``."""
    answer = _words(document["answer"])
    if document["faq_kind"] == FaqKind.QUESTION:
        question = {
            "@type": "Question",
            "name": document["question"],
            "acceptedAnswer": {"@type": "Answer", "text": answer, "url": url},
        }
        return [{"@type": "FAQPage", "@id": url, "inLanguage": tag, "mainEntity": [question]}]
    if document["faq_kind"] == FaqKind.GLOSSARY:
        term = {"@type": "DefinedTerm", "@id": url, "name": document["question"], "description": answer}
        return [term | {"inDefinedTermSet": url.rsplit("/", 2)[0] + "/"}]
    article = {"@type": "Article", "@id": url, "headline": document["question"], "articleBody": answer}
    return [article | {"inLanguage": tag, "dateModified": document["edition"]["published_at"]}]


def operator_nodes(document: Data, url: str) -> list[Data | None]:
    """The ``Organization`` that a page is about, with the official contact points that have a number or an address."""
    kind = "GovernmentOrganization" if document["operator_kind"] == OperatorKind.REGULATOR else "Organization"
    node: Data = {"@type": kind, "@id": f"{url}#operator", "name": document["name"], "subjectOf": url}
    if document["legal_name"]:
        node["legalName"] = document["legal_name"]
    if document["homepage"]:
        node["url"] = document["homepage"]
    points = [_contact(point) for point in document["contact_points"]]
    if any(points):
        node["contactPoint"] = [point for point in points if point]
    return [node]


def _contact(point: Data) -> Data | None:
    if point["channel"] in TELEPHONES:
        return {"@type": "ContactPoint", "contactType": point["label"], "telephone": point["value"]}
    if point["channel"] == Channel.EMAIL:
        return {"@type": "ContactPoint", "contactType": point["label"], "email": point["value"]}
    return None


def site_nodes(name: str, description: str, url: str, tag: str) -> list[Data | None]:
    """The ``WebSite`` on its home page."""
    return [
        {"@type": "WebSite", "@id": url, "url": url, "name": name, "description": description, "inLanguage": tag},
    ]


def _words(text: str) -> str:
    """A Markdown text as words alone."""
    return markdown.plain_text(text).strip()


def _cited(document: Data) -> list[Data]:
    """The sources as works, without their addresses: a source is linked from its footnote alone, its host shown."""
    works = []
    for source in document["sources"]:
        work: Data = {"@type": "CreativeWork", "name": source["title"]}
        if source["published_on"]:
            work["datePublished"] = source["published_on"]
        if source["publisher"]:
            work["publisher"] = {"@type": "Organization", "name": source["publisher"]}
        works.append(work)
    return works
