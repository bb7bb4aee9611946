"""axe-core finds no violation of WCAG 2.2 AA in the editors' door, light or dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from operators.models.working import Policy, Source
from operators.roles import REVIEWER
from tests.browser.test_accessibility import RULES, SMALL
from tests.factories import make_user


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_on_any_kind_of_page(site: str, chromium: Any, scheme: str) -> None:
    client = Client()
    client.force_login(make_user("rev1", REVIEWER))
    policy = Policy.objects.get(slug="pe-cancellation")
    Policy.objects.filter(pk=policy.pk).update(title={**policy.title, "en": "Another title"})
    here = f"operators/policy/{policy.pk}"
    paths = (
        "",
        "operators/policy/",
        f"{here}/change/",
        f"{here}/review/",
        f"{here}/preview/en/",
        f"{here}/history/",
        f"{here}/withdraw/",
        "operators/policy/add/",
        f"operators/source/{Source.objects.all()[0].pk}/change/",
        "operators/question/",
        "login/",
    )
    # The policy forbids scripts of others, axe's too: it is put in as the tester's, past that policy.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900}, locale="en")  # fmt: skip  # noqa: E501
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    context.route("**/here/", lambda route: route.fulfill(json={"others": "", "saved": ""}))
    page = context.new_page()
    found: dict[str, list[Any]] = {}
    for path in paths:
        page.goto(f"{site}/admin/{path}")
        for row in page.locator(".kb-row:not(.empty-form) .kb-row-body > summary").all()[:2]:
            row.click()
        violations = Axe().run(page, options=RULES).response["violations"]
        # axe lets a small one pass that has room around it: a font or a neighbour later it fails.
        if small := page.evaluate(SMALL):
            found[f"{path} small"] = small
        if violations:
            found[path] = [(one["id"], [node["html"][:160] for node in one["nodes"][:4]]) for one in violations]
    context.close()
    assert found == {}
