"""Published Markdown is harmless, and its links lead to official channels or nowhere."""

import logging
import re

import pytest

from operators.links import official_list
from operators.rendering.markdown import defanged, escaped, plain_text, render, render_inline

OFFICIAL = official_list(
    [("website", "https://www.claro.com.pe/"), ("phone", "0800 00123"), ("regulator_form", "https://osiptel.gob.pe/f")],
    own_hosts=["kb.example"],
)

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "![x](https://www.claro.com.pe/x.png)",
    '[x](https://www.claro.com.pe/ "onmouseover=alert(1)")',
    "<iframe src=//evil.example></iframe>",
    "<style>*{display:none}</style>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x]: javascript:alert(1)\n\n[x]",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "<math><mtext></p><script>alert(1)</script>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("how", [render, render_inline])
def test_payload_is_inert(payload: str, how: object) -> None:
    html = how(payload, OFFICIAL)  # type: ignore[operator]
    tags = re.findall(r"<\s*/?\s*([a-zA-Z]+)", html)
    assert set(tags) <= {"p", "a", "strong", "em", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}
    assert not re.search(r"<[^>]*\s(on\w+|style|src|title)\s*=", html)
    assert all(href.startswith("https://www.claro.com.pe/") for href in re.findall(r'href="([^"]*)"', html))


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.example/",
        "https://claro.com.pe.evil.example/",
        "https://notclaro.com.pe/",
        "https://user@www.claro.com.pe/",
        "https://www.claro.com.pe:8443/",
        "http://www.claro.com.pe/",
        "//www.claro.com.pe/",
        "/\\evil.example",
        "https://www.cl\u0430ro.com.pe/",
        "https://www.claro.com.pe/out?url=https://evil.example/",
        "https://bit.ly/abc",
        "https://1.2.3.4/",
        "tel:0800999999",
        "mailto:someone@claro.com.pe",
        "https://www.claro.com.pe/%E2%80%AEexe",
    ],
)
def test_bad_link_is_shown_as_its_words_and_warned_of(href: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="kb.rendering"):
        html = render_inline(f"Ve a [tu operadora]({href}) hoy.", OFFICIAL)
    assert html == "Ve a tu operadora hoy."
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "href",
    [
        "https://www.claro.com.pe/personas/",
        "https://mi.claro.com.pe/",
        "https://osiptel.gob.pe/f",
        "https://kb.example/es/faq/",
        "/es/faq/can-i-cancel-online/",
        "tel:080000123",
    ],
)
def test_good_link_stays(href: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="kb.rendering"):
        html = render_inline(f"[aquí]({href})", OFFICIAL)
    assert html == f'<a href="{href}" rel="noopener noreferrer">aquí</a>'
    assert caplog.records == []


def test_words_that_name_another_host_make_a_bad_link() -> None:
    assert render_inline("[www.bitel.com.pe](https://www.claro.com.pe/)", OFFICIAL) == "www.bitel.com.pe"


def test_bare_addresses_are_not_linked() -> None:
    assert render_inline("Mira https://www.claro.com.pe/ hoy", OFFICIAL) == "Mira https://www.claro.com.pe/ hoy"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**注意：**请带身份证", "<strong>注意：</strong>请带身份证"),
        ("请带**身份证**，谢谢", "请带<strong>身份证</strong>，谢谢"),
        ("**“销户”**的规定", "<strong>“销户”</strong>的规定"),
        ("他说**“你好”**吗", "他说<strong>“你好”</strong>吗"),
        ("**中文（带括号）。**这句继续", "<strong>中文（带括号）。</strong>这句继续"),
        ("**注意：**和**提示：**两处", "<strong>注意：</strong>和<strong>提示：</strong>两处"),
        ("a*b*c 2 * 3 * 4", "a<em>b</em>c 2 * 3 * 4"),
        ("**Hola** mundo **sí**", "<strong>Hola</strong> mundo <strong>sí</strong>"),
        ("snake_case_name", "snake_case_name"),
        ("`**注意：**x`", "<code>**注意：**x</code>"),
        ("保持 ** 原样", "保持 ** 原样"),
    ],
)
def test_emphasis_works_without_spaces(text: str, html: str) -> None:
    assert render_inline(text, OFFICIAL) == html


def test_headings_stay_below_those_of_the_page() -> None:
    assert render("# A\n\n## B\n\n### C", OFFICIAL) == "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>"


def test_plain_text_has_no_marks() -> None:
    assert plain_text("**Sí**, [aquí](https://evil.example) & <b>más</b>").strip() == "Sí, aquí & <b>más</b>"


def test_a_twin_gives_out_no_bad_link() -> None:
    assert defanged("Ve a [Claro](https://www.claro.com.pe/)", OFFICIAL) == "Ve a [Claro](https://www.claro.com.pe/)"
    for text in ("[x](https://evil.example/)", "<https://evil.example/>", "[x]\n\n[x]: https://evil.example/"):
        assert 'href="' not in render(defanged(text, official_list([("website", "https://evil.example/")])), OFFICIAL)
        given = defanged(text, OFFICIAL)
        assert "](" not in given
        assert "]:" not in given
    assert render_inline(escaped("[x](https://www.claro.com.pe/) *a* <b>"), OFFICIAL) == (
        "[x](https://www.claro.com.pe/) *a* &lt;b&gt;"
    )
