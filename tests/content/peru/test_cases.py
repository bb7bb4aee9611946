"""Ten people and what a wise adviser would tell them, on Peru's content as it is published."""

from datetime import date
from typing import Any

import pytest

from operators import editions
from operators.readiness import plan_keep
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.usefixtures("peru")

IN_ORDER = {
    "line_holder": "mine",
    "data_match": "yes",
    "id_document": "dni",
    "in_peru": "yes",
    "sms_reachable": "yes",
    "debt": "no",
    "device_contract": "no",
    "cross_border_service": "no",
    "bank_linked": "no",
    "wallet_linked": "no",
    "whatsapp_linked": "no",
    "wechat_linked": "no",
    "other_logins": "no",
    "subscriptions": "no",
    "unfinished_matters": "no",
    "accept_privacy_risk": "yes",
    "accept_effort": "yes",
}
OPERATORS = ("claro", "movistar", "entel", "bitel")


def check(operator: str, on: date | None = None, **answers: str) -> dict[str, Any]:
    found = editions.check_documents(operator=operator, line_type="prepaid", language="en", now=NOW, as_of=on)
    return found.assess(answers).to_dict()


def unmet(result: dict[str, Any]) -> dict[str, str | None]:
    return {f["condition"]: f["outcome"] for f in result["findings"] if f["status"] == "unmet"}


def kinds(result: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(item["kind"] for item in result["plan"]))


@pytest.mark.parametrize("operator", OPERATORS)
def test_own_name_and_sms_abroad_but_a_bank_hangs_on_the_number(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"in_peru": "no", "bank_linked": "yes"})
    assert (result["best"], result["worst"], result["decided"]) == ("prepare_first", "prepare_first", True)
    assert result["recommended_route"] == "app"
    # The bank first, then the six steps of the app, then the proof; the bank's week decides the day.
    assert (result["plan"][0]["kind"], result["plan"][0]["question"]) == ("remedy", "bank_linked")
    assert kinds(result) == ["remedy", "step", "keep_proof"]
    assert [item["step"] for item in result["plan"] if item["kind"] == "step"] == [
        "sign-in",
        "find-option",
        "identity-data",
        "operator-check",
        "submit",
        "wait",
    ]
    assert result["earliest_cancellation_on"] == "2026-11-29"
    assert result["what_would_help"] == {"single": ["bank-linked"], "smallest_set": ["bank-linked"]}


@pytest.mark.parametrize("operator", OPERATORS)
def test_sim_lost_abroad_is_not_promised_anything(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"in_peru": "no", "sms_reachable": "no", "sim_in_hand": "no"})
    routes = {route["channel"]: (route["best"], route["worst"]) for route in result["routes"]}
    assert routes["app"] == ("blocked", "blocked")
    assert routes["store"] == ("blocked", "blocked")
    assert routes["phone"] == ("ready", "not_possible")  # nobody has published whether it answers calls from abroad
    assert (result["worst"], result["decided"], result["undecided_because"]) == ("blocked", False, ["rules"])
    assert result["recommended_route"] is None
    assert result["earliest_cancellation_on"] is None
    # What is left: the regulator's form, and knowing what happens by itself.
    assert [route["channel"] for route in result["fallbacks"]] == ["regulator_form"]
    assert result["if_you_do_nothing"]
    assert unmet(result)["no-sms"] == "blocked"


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_debt_on_a_device_is_shown_and_stops_nothing(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"debt": "yes", "device_contract": "yes"})
    in_order = check(operator, **IN_ORDER)
    assert (result["best"], result["worst"]) == (in_order["best"], in_order["worst"]) == ("ready", "ready")
    assert result["recommended_route"] == "store"
    assert unmet(result)["debt-due"] is None
    assert unmet(result)["device-contract"] is None
    planned = [item["question"] for item in result["plan"] if item["kind"] == "remedy"]
    assert {"debt", "device_contract"} <= set(planned)


@pytest.mark.parametrize("operator", OPERATORS)
def test_someone_elses_line_is_blocked_until_the_holder_acts(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"line_holder": "other"})
    assert (result["best"], result["worst"], result["decided"]) == ("blocked", "blocked", True)
    assert unmet(result)["holder-other"] == "blocked"
    assert result["plan"][0]["question"] == "line_holder"
    assert result["earliest_cancellation_on"] is None
    assert "legal" in [caution["kind"] for caution in result["cautions"]]


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_companys_line_is_not_decided_since_nobody_published_the_rule(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"line_holder": "company"})
    assert (result["best"], result["worst"]) == ("ready", "not_possible")
    assert (result["decided"], result["undecided_because"]) == (False, ["rules"])
    assert unmet(result)["holder-company"] == "unknown_effect"
    assert result["recommended_route"] is None


@pytest.mark.parametrize("operator", OPERATORS)
def test_data_that_do_not_match_are_mended_first(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"data_match": "no"})
    assert (result["best"], result["worst"]) == ("prepare_first", "prepare_first")
    assert result["plan"][0]["question"] == "data_match"
    # How long an operator takes to mend a record was not found, so no day is promised.
    assert result["earliest_cancellation_on"] is None


@pytest.mark.parametrize("operator", OPERATORS)
def test_nothing_known_at_all_is_never_ready(operator: str) -> None:
    result = check(operator)
    assert result["worst"] == "not_possible"
    assert (result["decided"], result["undecided_because"]) == (False, ["answers", "rules"])
    assert result["recommended_route"] is None
    assert kinds(result) == ["find_out"]
    assert result["questions_left"][0] == "line_holder"
    assert result["earliest_cancellation_on"] is None


@pytest.mark.parametrize("operator", OPERATORS)
def test_in_lima_with_everything_in_order_goes_to_a_store(operator: str) -> None:
    result = check(operator, **IN_ORDER)
    assert (result["best"], result["worst"], result["decided"]) == ("ready", "ready", True)
    assert result["recommended_route"] == "store"
    phone = next(route for route in result["routes"] if route["channel"] == "phone")
    assert (phone["best"], phone["worst"]) == ("ready", "ready_then_store")
    assert result["earliest_cancellation_on"] == TODAY.isoformat()
    # Five business days from Sunday 22 November, the longer of the two terms: nobody knows when the new one began.
    assert result["closed_by"] == "2026-11-27"
    assert kinds(result) == ["step", "keep_proof"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_who_has_to_change_the_number_at_a_bank_first_is_told_a_last_day_counted_from_then(operator: str) -> None:
    result = check(operator, **IN_ORDER | {"bank_linked": "yes"})
    # A week for the bank, to Sunday 29 November, then five business days.
    assert result["earliest_cancellation_on"] == "2026-11-29"
    assert result["closed_by"] == "2026-12-04"


def keep(operator: str, last_top_up: date, balance: str = "without") -> dict[str, Any]:
    document = editions.read("policy", f"{operator}-keep-alive-prepaid", language="en", now=NOW)
    return plan_keep(document, last_top_up, balance, TODAY).to_dict()


def test_who_wants_to_keep_the_number_and_topped_up_fifty_days_ago() -> None:
    fifty_days_ago = date(2026, 10, 3)
    lost = {operator: keep(operator, fifty_days_ago)["number_lost_on"] for operator in OPERATORS}
    assert lost == {
        "entel": "2026-12-02",  # 60 days
        "movistar": "2027-05-01",  # 210 days
        "bitel": "2027-05-31",  # 240 days, the earlier of the two published terms
        "claro": "2027-06-30",  # 270 days
    }
    assert keep("entel", fifty_days_ago)["advise_top_up_before"] == "2026-12-01"
    assert any(one["disagreement"] for one in keep("bitel", fifty_days_ago)["events"])


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_day_before_the_first_edition_has_no_data(operator: str) -> None:
    result = check(operator, on=date(2024, 9, 13), **IN_ORDER)
    assert (result["best"], result["worst"], result["routes"]) == ("no_data", "no_data", [])


def test_where_nothing_is_known_it_still_says_whom_to_ask() -> None:
    found = editions.check_documents(operator="claro", line_type="postpaid", language="en", now=NOW)
    result = found.assess({}).to_dict()
    assert result["best"] == "no_data"
    assert "123" in [point["value"] for point in result["contact_points"]]
