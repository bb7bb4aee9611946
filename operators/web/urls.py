"""Addresses of the readers' pages."""

from django.urls import path, register_converter

from operators.web import problems
from operators.web.languages import LanguageConverter
from operators.web.views import (
    changes,
    check,
    compare,
    faq,
    home,
    keep,
    machines,
    method,
    operator,
    policy,
    report,
    search,
    shared,
)

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", home.root, name="root"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.site_map, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.site_map_part, name="sitemap-part"),
    path("llms.txt", machines.llms, name="llms"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("<language:language>/", home.home, name="home"),
    path("<language:language>.md", home.twin, name="home-twin"),
    path("<language:language>/operators/<slug:slug>/", operator.detail, name="operator-detail"),
    path("<language:language>/operators/<slug:slug>.md", operator.twin, name="operator-twin"),
    path("<language:language>/policies/<slug:slug>/", policy.detail, name="policy-detail"),
    path("<language:language>/policies/<slug:slug>.md", policy.twin, name="policy-twin"),
    path("<language:language>/policies/<slug:slug>/editions/<int:number>/", policy.edition, name="edition-detail"),
    path("<language:language>/policies/<slug:slug>/editions/<int:number>.md", policy.edition_twin, name="edition-twin"),
    path("<language:language>/policies/<slug:slug>/diff/", policy.compare, name="policy-compare"),
    path("<language:language>/policies/<slug:slug>/diff.md", policy.compare_twin, name="policy-compare-twin"),
    path("<language:language>/changes/", changes.index, name="change-index"),
    path("<language:language>/changes.md", changes.twin, name="change-twin"),
    path("<language:language>/compare/", compare.operators, name="compare-operators"),
    path("<language:language>/compare.md", compare.twin, name="compare-twin"),
    path("<language:language>/faq/", faq.index, name="faq-list"),
    path("<language:language>/faq.md", faq.index_twin, name="faq-list-twin"),
    path("<language:language>/faq/<slug:slug>/", faq.detail, name="faq-detail"),
    path("<language:language>/faq/<slug:slug>.md", faq.twin, name="faq-twin"),
    path("<language:language>/check/", check.answer, name="check-answer"),
    path("<language:language>/check/shared/", shared.opened, name="check-shared"),
    path("<language:language>/check.md", check.twin, name="check-twin"),
    path("<language:language>/check.ics", check.calendar, name="check-calendar"),
    path("<language:language>/keep/", keep.plan, name="keep-plan"),
    path("<language:language>/keep.md", keep.twin, name="keep-twin"),
    path("<language:language>/keep.ics", keep.calendar, name="keep-calendar"),
    path("<language:language>/method/", method.about, name="method"),
    path("<language:language>/method.md", method.twin, name="method-twin"),
    path("<language:language>/report/", report.report, name="report"),
    path("<language:language>/report/received/", report.received, name="report-received"),
    path("<language:language>/search/", search.find, name="search-find"),
    path("<language:language>/search.md", search.twin, name="search-twin"),
    # What has no text form is not there; without this it would be sent to an address with a slash that is not there.
    path("<language:language>/<path:rest>.md", problems.not_found),
    # Ends in a slash, so that an address without one is still sent to the address with it.
    path("<language:language>/<path:rest>/", problems.not_found),
]
