"""The addresses under `/api/`."""

from django.urls import path, re_path

from operators.api.views import changes, export, facts, faq, operators, policies, readiness, schema, search, sources

app_name = "api"

urlpatterns = [
    path("v1/operators/", operators.OperatorList.as_view(), name="operator-list"),
    path("v1/operators/<slug:slug>/", operators.OperatorDetail.as_view(), name="operator-detail"),
    path("v1/policies/", policies.PolicyList.as_view(), name="policy-list"),
    path("v1/policies/<slug:slug>/", policies.PolicyDetail.as_view(), name="policy-detail"),
    path("v1/policies/<slug:slug>/editions/", policies.PolicyEditions.as_view(), name="edition-list"),
    path("v1/policies/<slug:slug>/editions/<int:number>/", policies.PolicyEdition.as_view(), name="edition-detail"),
    path("v1/policies/<slug:slug>/diff/", policies.PolicyDifference.as_view(), name="edition-compare"),
    path("v1/faq/", faq.FaqList.as_view(), name="faq-list"),
    path("v1/faq/<slug:slug>/", faq.FaqDetail.as_view(), name="faq-detail"),
    path("v1/facts/", facts.FactList.as_view(), name="fact-list"),
    path("v1/sources/", sources.SourceList.as_view(), name="source-list"),
    path("v1/changes/", changes.ChangeList.as_view(), name="change-list"),
    path("v1/changes/atom/", changes.ChangeFeed.as_view(), name="change-feed"),
    path("v1/export/", export.ExportAll.as_view(), name="export"),
    path("v1/readiness/", readiness.Readiness.as_view(), name="readiness-assess"),
    path("v1/readiness/questions/", readiness.ReadinessQuestions.as_view(), name="readiness-questions"),
    path("v1/readiness/compare/", readiness.ReadinessCompare.as_view(), name="readiness-compare"),
    path("v1/keep-plan/", readiness.KeepPlanner.as_view(), name="keep-plan"),
    path("v1/search/", search.Search.as_view(), name="search"),
    path("v1/schema/", schema.Schema.as_view(), name="schema"),
    path("docs/", schema.Reference.as_view(), name="reference"),
    path("docs/try/<str:operation>/", schema.Try.as_view(), name="try"),
    path("docs/problems/", schema.Problems.as_view(), name="problems"),
    re_path(r"^(?P<rest>.*)$", schema.Elsewhere.as_view(), name="elsewhere"),
]
