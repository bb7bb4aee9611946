"""``accept_report`` and ``reject_report``: what becomes of a reader's report. Neither changes a public byte."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.links import LinkRefused, check_source_url
from operators.models.printed import CorrectionReport
from operators.models.working import Source
from operators.publishing.edits import record_edit
from operators.publishing.errors import WrongState
from operators.publishing.printing import MODELS, need
from operators.publishing.recording import record_verb
from operators.vocabulary import COUNTRIES, Country, ReportState, SourceKind

ANSWER = "operators.change_correctionreport"


@transaction.atomic
def accept_report(report: CorrectionReport, *, by: User, now: datetime, note: str = "") -> Source | None:
    """Say that a report is right and will be worked in. Gives the source that it brings, as a new working source.

    The source is an edit by whoever accepts, so somebody else publishes what cites it. None is made where the report
    names no address, or one that may not be cited; one that is cited already is given as it is. Raises WrongState when
    the report has been answered or its subject has no working copy any more.
    """
    report = _open(report, by)
    subject = MODELS[report.kind]._default_manager.filter(slug=report.slug).first()
    if subject is None:
        raise WrongState(_("There is no working copy to work it into; reject it and say why."))
    source = _source(report, COUNTRIES[subject.country], by, now) if report.source_url else None
    report.source_key = source.key if source else ""
    _answer(report, ReportState.ACCEPTED, note, by, now)
    return source


@transaction.atomic
def reject_report(report: CorrectionReport, *, by: User, now: datetime, reason: str) -> CorrectionReport:
    """Say that nothing will be changed, and why. Raises WrongState when it has been answered or the reason is empty."""
    report = _open(report, by)
    if not reason.strip():
        raise WrongState(_("Say why it is rejected: the next editor will ask."))
    _answer(report, ReportState.REJECTED, reason, by, now)
    return report


def _open(report: CorrectionReport, by: User) -> CorrectionReport:
    need(by, ANSWER)
    fresh = CorrectionReport.objects.select_for_update().filter(pk=report.pk).first()
    if fresh is None or fresh.state != ReportState.OPEN:
        raise WrongState(_("It has been answered already."))
    return fresh


def _answer(report: CorrectionReport, state: ReportState, answer: str, by: User, now: datetime) -> None:
    report.state, report.answer, report.answered_by, report.answered_at = state, answer.strip(), by, now
    report.save(update_fields=["state", "answer", "answered_by", "answered_at", "source_key"])
    record_verb(
        "accept" if state == ReportState.ACCEPTED else "reject",
        noun=report.kind,
        key=report.slug,
        by=by,
        now=now,
        edition=report.edition,
        message=report.answer,
        report=report.pk,
        source=report.source_key,
    )


def _source(report: CorrectionReport, country: Country, by: User, now: datetime) -> Source | None:
    """The source that cites the reported address, made if there is none: a start, for the editor to fill in."""
    existing = Source.objects.filter(url=report.source_url).first()
    if existing is not None:
        return existing
    try:
        host = check_source_url(report.source_url)
    except LinkRefused:
        return None
    source = Source(
        key=f"report-{report.pk}",
        url=report.source_url,
        title=host,
        kind=SourceKind.SECONDARY,
        language=country.language,
        retrieved_on=country.today(now),
    )
    source.full_clean()
    source.save()
    record_edit(source, by=by, now=now, what="from a report", bump=False)
    return source
