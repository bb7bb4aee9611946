"""Commands speak English, like the logs beside them, whatever language the site's pages are in."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from operators.management.commands.import_content import PERU


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_a_refused_pack_is_told_in_english(tmp_path: Path, language: str) -> None:
    pack = shutil.copytree(PERU, tmp_path / "pack")
    file = pack / "operators" / "bitel.yaml"
    text = file.read_text("utf-8")
    assert "unit: business_day" in text
    file.write_text(text.replace("unit: business_day", "unit: money", 1), "utf-8")
    with translation.override(language), pytest.raises(CommandError, match="is given in business_day, day, hour"):
        call_command("import_content", str(pack))
