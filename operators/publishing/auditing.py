"""Is what is stored what was printed? The hash chain over every edition, and every derived row against its document."""

from operators.models.printed import Edition
from operators.publishing.audit_chain import chain_faults, number_faults, readable
from operators.publishing.audit_derived import (
    change_faults,
    edition_faults,
    listing_faults,
    orphans,
    search_faults,
)
from operators.publishing.audit_finding import Finding, pks
from operators.publishing.one_state import one_state

__all__ = ["Finding", "audit"]


def audit() -> list[Finding]:
    """Everything that is not as it was printed; empty when all is well. Reads one state of the database."""
    with one_state():
        findings: list[Finding] = []
        rows = list(readable(findings))
        findings += chain_faults(rows)
        findings += number_faults(rows)
        for row in rows:
            findings += edition_faults(row)
        findings += orphans({row.edition.pk for row in rows} | set(pks(Edition)))
        findings += listing_faults(rows)
        findings += search_faults(rows)
        findings += change_faults(rows)
        return list(dict.fromkeys(findings))
