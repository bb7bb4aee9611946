"""Reads the recipes of `docs/api.md` and runs them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "api.md"
BLOCK = re.compile(r"^(?:### (?P<job>[^\n]+)|```(?P<language>\w+)\n(?P<text>.*?)^```$)", re.MULTILINE | re.DOTALL)
SECONDS = 60
PLACE = "https://kb.example.org/api/v1"


@dataclass(frozen=True)
class Recipe:
    """A recipe with the first lines of its language, and what it prints."""

    job: str
    language: str
    text: str
    prints: str


def recipes() -> Iterator[Recipe]:
    """Every recipe, in the order of the page."""
    text = DOCS.read_text("utf-8").partition("<!-- recipes: from here -->")[2].partition("<!-- recipes: to here -->")[0]
    blocks = list(BLOCK.finditer(text))
    first: dict[str, str] = {}
    job = ""
    for place, block in enumerate(blocks):
        language = block["language"]
        job = block["job"] or job
        if not language or language == "text":
            continue
        if not job:
            first[language] = block["text"]
            continue
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        prints = after["text"] if after and after["language"] == "text" else ""
        yield Recipe(job, language, first[language] + block["text"], prints)


def program(language: str) -> list[str] | None:
    """What runs a language; None where this machine has nothing that does."""
    if language == "python":
        return [sys.executable, "-"]
    if language == "bash":
        return ["bash", "-"] if shutil.which("curl") and shutil.which("bash") else None
    node = shutil.which("node")
    return [node, "--input-type=module", "-"] if node else None


def run(recipe: Recipe, base: str, command: list[str]) -> str:
    """What a recipe prints when the API is at `base`, told as of the page's own address; its complaint if it fails."""
    done = subprocess.run(
        command,
        input=recipe.text,
        env={"PATH": os.environ["PATH"], "KB": base, "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    printed = done.stdout if done.returncode == 0 else f"{done.stdout}{done.stderr}"
    lines = printed.replace(base, PLACE).replace(base.removesuffix("/api/v1"), PLACE.removesuffix("/api/v1"))
    return f"{lines.rstrip()}\n"
