"""Every refusal is one sentence that can be said in another language."""

import pytest

from operators.links import Fault, LinkRefused, check_contact_value, check_source_url, text_problems
from tests.kb.messages import ROOT, of_code
from tests.links.official import OFFICIAL
from tests.links.refusals import EXAMPLES


def faults(where: str, what: str) -> list[Fault]:
    if where == "text":
        return text_problems(what, OFFICIAL)
    try:
        if where == "source":
            check_source_url(what)
        else:
            check_contact_value(where, what)
    except LinkRefused as refusal:
        return [refusal.fault]
    return []


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_refusal_is_its_template_with_its_values(template: str) -> None:
    found = {fault.template: fault for fault in faults(*EXAMPLES[template])}
    assert template in found
    fault = found[template]
    assert str(fault) == template % dict(fault.values)
    assert fault.said(lambda text: f"¡{text}!") == f"¡{fault}!"


def test_there_is_an_example_of_every_refusal() -> None:
    """And none is raised in another way, which no catalog would know."""
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "operators" / "links").glob("*.py"))]
    marked = {text for source in sources for _context, text, _plural in of_code(source)}
    assert marked == set(EXAMPLES)
    assert [line for source in sources for line in source.splitlines() if "LinkRefused(f" in line] == []


def test_a_refusal_as_an_exception_is_the_english_sentence() -> None:
    with pytest.raises(LinkRefused, match=r"^An address names no port\.$"):
        check_source_url("https://news.example:8080/")
