"""What search engines and language models read about the site as a whole."""

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from operators import editions
from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES, SubjectKind
from operators.web.sitemap import STANDING
from tests.factories import NOW, make_operator, make_policy, make_user, publish_now

SITE = "http://127.0.0.1:8000"
URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LATER = NOW + timedelta(hours=1)
ROOMS = {"operator": "operators", "policy": "policies", "faq": "faq"}


def sitemap(client: Client) -> dict[str, dict[str, str]]:
    """Each address with its alternates."""
    answer = client.get("/sitemap.xml")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
    root = ET.fromstring(answer.content)
    assert root.tag == f"{URL}urlset"
    found = {}
    for entry in root:
        loc = entry.findtext(f"{URL}loc") or ""
        assert loc not in found
        found[loc] = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.iter(LINK)}
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_sitemap_lists_exactly_the_published_pages(client: Client) -> None:
    slugs = [f"{ROOMS[kind]}/{row.slug}/" for kind in SubjectKind for row in editions.listings(kind, now=LATER)]
    assert len(slugs) > 50
    paths = ["", "check/", "keep/", "compare/", "changes/", "faq/", "method/", *slugs]
    wanted = {f"{SITE}/{language}/{path}" for language in LANGUAGES for path in paths}
    assert set(sitemap(client)) == wanted


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_every_address_of_the_sitemap_is_a_page_that_names_itself_and_its_other_languages(client: Client) -> None:
    for url, alternates in sitemap(client).items():
        answer = client.get(url.removeprefix(SITE))
        assert answer.status_code == 200
        html = answer.content.decode()
        assert re.findall(r'<link rel="canonical" href="([^"]+)">', html) == [url]
        assert "noindex" not in html
        assert dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)) == alternates


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_each_pair_of_languages_is_mutual(client: Client) -> None:
    found = sitemap(client)
    for url, alternates in found.items():
        assert url in alternates.values()
        assert all(found[other] == alternates for other in alternates.values())


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_sitemap_forgets_what_was_withdrawn_and_does_not_know_drafts(client: Client) -> None:
    operator = make_operator("claro")
    publish_now(operator)
    policy = make_policy("claro-cancellation-prepaid", operator=operator)
    address = f"{SITE}/es/policies/claro-cancellation-prepaid/"
    assert address not in sitemap(client)
    publish_now(policy)
    assert address in sitemap(client)
    by = make_user("boss", REVIEWER)
    withdraw(kind="policy", slug=policy.slug, because={"es": "Estaba mal"}, by=by, now=NOW)
    assert address not in sitemap(client)


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_a_large_site_has_several_sitemaps_and_an_index(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(sitemap(client))
    monkeypatch.setattr("operators.web.views.machines.MOST_ADDRESSES", 100)
    root = ET.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{URL}sitemapindex"
    parts = [entry.findtext(f"{URL}loc") or "" for entry in root]
    listed = [
        entry.findtext(f"{URL}loc")
        for part in parts
        for entry in ET.fromstring(client.get(part.removeprefix(SITE)).content)
    ]
    assert (len(listed), set(listed)) == (len(whole), whole)
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_sitemap_takes_the_same_queries_whatever_is_listed(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        client.get("/sitemap.xml")


@pytest.mark.django_db
def test_robots_may_read_all_but_the_editors_door(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert text == f"User-agent: *\nDisallow: /admin/\n\nSitemap: {SITE}/sitemap.xml\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
def test_llms_leads_to_the_text_of_every_published_page(client: Client) -> None:
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# Cancel a Peruvian number, or keep it\n\n> ")
    links = re.findall(r"\]\(([^)]+\.md)\)", text)
    subjects = [row for kind in SubjectKind for row in editions.listings(kind, now=LATER)]
    standing = [link.removeprefix(f"{SITE}/en/") for link in links[: len(STANDING) - 1]]
    assert standing == ["check.md", "keep.md", "compare.md", "changes.md", "faq.md", "method.md"]
    assert len(links) == len(set(links)) == len(standing) + len(subjects) + len(LANGUAGES) - 1
    for link in links:
        answer = client.get(link.removeprefix(SITE))
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")


@pytest.mark.django_db
def test_security_names_whom_to_tell(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.KB_SECURITY_CONTACT = "mailto:security@example.org"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:security@example.org"
    assert re.fullmatch(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z", lines[1])
