"""Writes requirements.txt and requirements-dev.txt from pyproject.toml: pinned, hashed, direct ones with their purpose.

Run by `make lock`. Needs uv on the path or in the environment of the Python that runs it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A line of pyproject.toml: "name[extra]>=1",  # what it is for
DIRECT = re.compile(r'^\s*"([A-Za-z0-9._-]+)[^"]*",\s*#\s*(.+)$', re.MULTILINE)
OPTIONS = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url")
# Extras stay: pip before 23.3 takes `coverage[toml]` for another package than `coverage`, and then for the newest one.
OPTIONS += ("--no-strip-extras", "--no-annotate", "--no-header", "--quiet")
HEADER = "# Pinned with hashes by `make lock` from pyproject.toml. Lines with a comment are our own choices.\n"


def canonical(name: str) -> str:
    """`canonical("ruamel.yaml")` -> "ruamel-yaml"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def blocks(output: str) -> dict[str, str]:
    """Name -> its pinned line with the hashes below it."""
    found = re.split(r"^(?=[a-z0-9])", output, flags=re.MULTILINE)
    return {canonical(re.split(r"[=\[ ]", block, maxsplit=1)[0]): block for block in found if "==" in block}


def compiled(*arguments: str) -> dict[str, str]:
    """What uv resolves; versions already in the requirement files are kept unless --upgrade is given."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    known = [f"--constraint={path}" for path in sys.argv[1:] if path != "--upgrade"]
    command = [uv, "pip", "compile", *OPTIONS, *known, *arguments, "pyproject.toml"]
    return blocks(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)  # noqa: S603


def written(pins: dict[str, str], why: dict[str, str]) -> str:
    """The pins in order of their names, our own with a comment above."""
    return "\n".join((f"# {why[name]}\n" if name in why else "") + block for name, block in sorted(pins.items()))


def main() -> None:
    """Write both files, and refuse what must not be in them."""
    why = {canonical(name): reason for name, reason in DIRECT.findall((ROOT / "pyproject.toml").read_text("utf-8"))}
    runtime = compiled()
    development = {name: pin for name, pin in compiled("--group=dev").items() if name not in runtime}
    files = {
        "requirements.txt": HEADER + "\n" + written(runtime, why),
        "requirements-dev.txt": HEADER + "\n-r requirements.txt\n\n" + written(development, why),
    }
    for name, text in files.items():
        if "://" in text or str(ROOT) in text:
            sys.exit(f"{name} would hold an address or a local path; nothing was written.")
    for name, text in files.items():
        (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
