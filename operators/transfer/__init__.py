"""Content packs: YAML in, YAML out.

A pack is a folder: ``pack.yaml``, ``sources.yaml``, ``questions.yaml``, ``country.yaml``, ``faq.yaml``,
``synonyms.yaml`` and one file in ``operators/`` for each operator. What is exported, imported again and exported once
more is the same, byte for byte.
"""

from operators.transfer.done_here import EditedSince
from operators.transfer.exporting import export_pack
from operators.transfer.importing import ImportReport, import_pack
from operators.transfer.packs import Pack, PackError, read_pack

__all__ = ["EditedSince", "ImportReport", "Pack", "PackError", "export_pack", "import_pack", "read_pack"]
