"""Draws the pictures that a messenger shows beside a shared link: kb/static/og, one for each language and verdict.

Run by `make pictures`, after a change of the words or of the stylesheet's tokens. Needs Chromium and a Chinese font.
"""

import json
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("KB_LOCAL", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kb.settings")

import django  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

WIDTH, HEIGHT = 1200, 630
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PAGE = """<!doctype html><html lang="{{ tag }}"><head><meta charset="utf-8"><style>{{ css|safe }}
body { width: 1200px; height: 630px; padding: 60px 80px; display: flex; flex-direction: column; overflow: hidden;
  border-bottom: 18px solid var(--accent); }
.name { display: flex; align-items: center; gap: 18px; font-size: 34px; font-weight: 650; color: var(--accent); }
.name svg { width: 52px; height: 52px; fill: var(--accent); }
.name .mark { fill: none; stroke: var(--accent-ink); stroke-width: 2.6; }
h1 { margin: auto 0 0; padding-top: 24px; max-width: 1040px; font-size: {{ size }}px; line-height: 1.2; }
p { margin: 34px 0 auto; max-width: 1000px; font-size: 34px; line-height: 1.45; color: var(--muted); }
.verdict { gap: 26px; padding: 20px 44px 20px 28px; border-radius: 52px; font-size: 54px; line-height: 1.2; }
.verdict .shape { width: 64px; height: 64px; margin: 0; }
</style></head><body>
<div class="name"><svg viewBox="0 0 32 32"><path d="M9 3h10l7 7v16a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z"/>
<path class="mark" d="m11 18 4 4 7-8"/></svg><span>{{ words.0 }}</span></div>
<h1>{{ words.1 }}</h1>
<p>{% if v %}{% include "_verdict.html" %}{% else %}{{ words.2 }}{% endif %}</p>
</body></html>"""


def main() -> None:
    django.setup()
    from operators.rendering import verdicts
    from operators.web.languages import TAGS
    from operators.web.pictures import pictures, words

    css = (ROOT / "kb" / "static" / "site.css").read_text("utf-8")
    engine = Engine(dirs=[str(ROOT / "templates")])
    folder = ROOT / "kb" / "static" / "og"
    folder.mkdir(exist_ok=True)
    chromium = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    said = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        for name, (language, verdict) in pictures().items():
            said[name] = words(language, verdict)
            context = {
                "tag": TAGS[language],
                "css": css,
                "words": said[name],
                "v": verdicts.online(verdict, language) if verdict else None,
                "size": 56 if verdict else 68,
            }
            page.set_content(engine.from_string(PAGE).render(Context(context)))
            page.screenshot(path=folder / name)
        browser.close()
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "words.json").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
