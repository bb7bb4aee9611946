"""Cases with the answer that a wise adviser would give."""

from datetime import date
from typing import Any

import pytest

from operators.readiness import UnknownOption, UnknownQuestion, assess, questionnaire
from tests.readiness.documents import (
    condition,
    country,
    document,
    fact,
    milestone,
    policy,
    question,
    route,
    source,
    step,
)

SUNDAY = date(2026, 11, 22)

Row = dict[str, Any]


def peru(**own: Any) -> tuple[Row, Row]:
    """A small Peru: an app that needs SMS, a store that always works, and rules for everybody."""
    rules = country(
        questions=[
            question("line_holder", "mine", "other_with_letter", "other", "company", order=1),
            question("bank_linked", "no", "yes", order=4),
            question("debt", "no", "yes", order=5),
        ],
        conditions=[
            condition("bank", "bank_linked", ["yes"], "prepare_first", lead_time_days=3),
            condition("debt", "debt", ["yes"], "advice", lead_time_days=None),
            condition("not-mine", "line_holder", ["other"], "blocked", lead_time_days=10),
            condition("letter", "line_holder", ["other_with_letter"], "prepare_first", lead_time_days=2, valid_days=30),
            condition("company", "line_holder", ["company"], "unknown_effect", lead_time_days=None),
        ],
        facts=[
            fact("termination_deadline", 1, "business_day", in_force="unknown"),
            fact("termination_deadline", 5, "business_day"),
            fact("termination_deadline", 30, "day", standing="superseded"),
            fact("termination_deadline", 40, "day", applies_until="2026-11-22"),
            fact("termination_deadline", 40, "day", applies_from="2026-11-23"),
        ],
        routes=[route("regulator_form", role="fallback", key="quiero-salirme")],
        not_checked=["Whether the norm is in force."],
        cautions=[
            {"key": "always", "kind": "loss_of_line", "text": "It is final.", "shown_when": None, "sources": [1]},
            {
                "key": "crime",
                "kind": "legal",
                "text": "A line of another.",
                "shown_when": {"question": "line_holder", "options": ["other"]},
                "sources": [1],
            },
        ],
    )
    mine = {
        "questions": [
            question("sms_reachable", "yes", "no", order=2),
            question("sim_in_hand", "yes", "no", asked_when=("sms_reachable", ["no"]), order=3),
        ],
        "conditions": [
            condition("no-sms", "sms_reachable", ["no"], "blocked", channels=["app"], lead_time_days=7),
            condition("no-sim", "sim_in_hand", ["no"], "prepare_first", channels=["app"], lead_time_days=7),
        ],
        "routes": [route("app"), route("store", store_visit="always")],
        "steps": [
            step("wait", 3, proof="the code"),
            step("ask-in-app", 1, ["app"]),
            step("ask-in-store", 2, ["store"], proof="the stamped form"),
        ],
        "not_checked": ["What the app shows today."],
        "contact_points": [{"channel": "phone", "label": "Line", "value": "123", "sources": [9]}],
    }
    return policy(**{**mine, **own}), rules


IN_ORDER = {"line_holder": "mine", "sms_reachable": "yes", "bank_linked": "no", "debt": "no"}


def check(answers: dict[str, str], pair: tuple[Row, Row] | None = None) -> Row:
    return assess(*(pair or peru()), answers, SUNDAY).to_dict()


def test_everything_in_order_is_ready_in_the_app() -> None:
    result = check(IN_ORDER)
    assert (result["best"], result["worst"], result["decided"]) == ("ready", "ready", True)
    assert result["recommended_route"] == "app"
    assert result["undecided_because"] == result["questions_left"] == []
    assert [(item["kind"], item["text"]) for item in result["plan"]] == [
        ("step", "ask-in-app"),
        ("step", "wait"),
        ("keep_proof", "the code"),
    ]
    assert result["earliest_cancellation_on"] == "2026-11-22"
    assert {f["question"]: f["status"] for f in result["findings"]} == {
        "sms_reachable": "met",
        "sim_in_hand": "not_applicable",
        "bank_linked": "met",
        "debt": "met",
        "line_holder": "met",
    }


def test_lost_sim_sends_to_the_store() -> None:
    result = check({**IN_ORDER, "sms_reachable": "no", "sim_in_hand": "no"})
    assert (result["best"], result["worst"]) == ("ready_then_store", "ready_then_store")
    assert result["recommended_route"] == "store"
    assert result["online"] == {"best": "blocked", "worst": "blocked"}
    assert [(row["channel"], row["best"], row["worst"]) for row in result["routes"]] == [
        ("app", "blocked", "blocked"),
        ("store", "ready_then_store", "ready_then_store"),
    ]
    assert [item["text"] for item in result["plan"] if item["kind"] == "remedy"] == []
    # The app's own conditions are no part of the store's plan, and nothing that this route needs is missing.
    assert result["what_would_help"] == {"single": [], "smallest_set": []}


def test_bank_prepares_first_and_debt_only_advises() -> None:
    result = check({**IN_ORDER, "bank_linked": "yes", "debt": "yes"})
    assert (result["best"], result["worst"]) == ("prepare_first", "prepare_first")
    debt = next(f for f in result["findings"] if f["condition"] == "debt")
    assert (debt["status"], debt["outcome"]) == ("unmet", None)
    assert [(i["kind"], i["condition"], i["earliest_on"]) for i in result["plan"] if i["kind"] == "remedy"] == [
        ("remedy", "debt", None),
        ("remedy", "bank", "2026-11-25"),
    ]
    assert result["earliest_cancellation_on"] == "2026-11-25"
    assert result["what_would_help"] == {"single": ["bank"], "smallest_set": ["bank"]}
    assert check({**IN_ORDER, "debt": "yes"})["best"] == "ready"


def test_a_company_line_is_undecided_because_of_the_rules() -> None:
    result = check({**IN_ORDER, "line_holder": "company"})
    assert (result["best"], result["worst"]) == ("ready", "not_possible")
    assert result["undecided_because"] == ["rules"]
    assert result["recommended_route"] is None
    assert result["earliest_cancellation_on"] is None
    assert [i["kind"] for i in result["plan"]] == ["remedy"]
    assert result["what_would_help"] == {"single": ["company"], "smallest_set": ["company"]}


def test_nothing_known_is_never_ready_and_asks_first_what_matters_most() -> None:
    result = check({})
    assert (result["best"], result["worst"]) == ("ready", "not_possible")
    assert result["undecided_because"] == ["answers", "rules"]
    assert result["recommended_route"] is None
    assert result["questions_left"] == ["line_holder", "bank_linked", "sms_reachable", "sim_in_hand", "debt"]
    assert [item["question"] for item in result["plan"]] == result["questions_left"]
    assert {item["kind"] for item in result["plan"]} == {"find_out"}
    assert {f["status"] for f in result["findings"]} == {"unknown"}
    assert check({"debt": "unknown"}) == result


def test_someone_elses_line_is_blocked_with_a_remedy_and_a_caution() -> None:
    result = check({**IN_ORDER, "line_holder": "other"})
    assert (result["best"], result["worst"], result["recommended_route"]) == ("blocked", "blocked", "app")
    assert [caution["key"] for caution in result["cautions"]] == ["always", "crime"]
    assert result["earliest_cancellation_on"] == "2026-12-02"
    assert [item["earliest_on"] for item in result["plan"] if item["kind"] == "step"] == ["2026-12-02"] * 2


def test_plan_puts_long_remedies_first_expiring_ones_late_and_irreversible_ones_last() -> None:
    keys = ["final", "expiring", "short", "long", "untimed"]
    own, rules = peru(
        routes=[route("store")],
        questions=[question(key) for key in keys],
        conditions=[
            condition("final", "final", ["yes"], "prepare_first", lead_time_days=0, irreversible=True),
            condition("expiring", "expiring", ["yes"], "prepare_first", lead_time_days=2, valid_days=30),
            condition("short", "short", ["yes"], "prepare_first", lead_time_days=1),
            condition("long", "long", ["yes"], "prepare_first", lead_time_days=9),
            condition("untimed", "untimed", ["yes"], "advice", lead_time_days=None),
        ],
    )
    yes = dict.fromkeys(keys, "yes")
    result = check({**yes, "line_holder": "mine", "bank_linked": "no"}, (own, rules))
    assert [(item["kind"], item["condition"] or item["question"] or item["step"]) for item in result["plan"]] == [
        ("find_out", "debt"),
        ("remedy", "untimed"),
        ("remedy", "long"),
        ("remedy", "short"),
        ("remedy", "expiring"),
        ("remedy", "final"),
        ("step", "ask-in-store"),
        ("step", "wait"),
        ("keep_proof", "ask-in-store"),
        ("keep_proof", "wait"),
    ]
    assert [item["earliest_on"] for item in result["plan"]] == [
        "2026-11-22",
        None,
        "2026-12-01",
        "2026-11-23",
        *["2026-12-01"] * 6,
    ]
    assert result["what_would_help"]["single"] == []
    assert result["what_would_help"]["smallest_set"] == ["final", "expiring", "short", "long"]


@pytest.mark.parametrize(
    ("support", "visit", "best", "worst"),
    [
        ("yes", "never", "ready", "ready"),
        ("yes", "always", "ready_then_store", "ready_then_store"),
        ("yes", "sometimes", "ready", "ready_then_store"),
        ("yes", "unknown", "ready", "ready_then_store"),
        ("partial", "never", "ready", "not_possible"),
        ("unknown", "always", "ready_then_store", "not_possible"),
        ("no", "never", "not_possible", "not_possible"),
    ],
)
def test_support_and_store_visit_cap_a_route(support: str, visit: str, best: str, worst: str) -> None:
    result = check(IN_ORDER, peru(routes=[route("app", support, visit)]))
    assert (result["best"], result["worst"]) == (best, worst)
    assert result["undecided_because"] == ([] if best == worst else ["rules"])
    assert result["recommended_route"] == ("app" if worst != "not_possible" or best == worst else None)
    assert result["online"] == {"best": best, "worst": worst}


def test_recommended_route_prefers_the_highest_worst_then_best_then_the_editors_order() -> None:
    routes = [route("website", store_visit="always"), route("app", store_visit="sometimes"), route("chat", "unknown")]
    assert check(IN_ORDER, peru(routes=routes))["recommended_route"] == "app"
    same = [route("phone"), route("chat")]
    assert check(IN_ORDER, peru(routes=same))["recommended_route"] == "phone"


def test_closed_by_takes_the_longest_deadline_that_counts_on_the_day() -> None:
    assert check(IN_ORDER)["closed_by"] == "2026-11-27"
    own, rules = peru()
    assert check(IN_ORDER, (own, {**rules, "facts": []}))["closed_by"] is None


def test_closed_by_counts_from_the_first_day_on_which_the_plan_lets_one_ask() -> None:
    own, rules = peru()
    bank_linked = {**IN_ORDER, "bank_linked": "yes"}
    result = check(bank_linked)
    # The term of forty days applies from Monday, so it does on the day of the request.
    assert (result["earliest_cancellation_on"], result["closed_by"]) == ("2026-11-25", "2027-01-04")
    five = {**rules, "facts": [fact("termination_deadline", 5, "business_day")]}
    assert check(bank_linked, (own, five))["closed_by"] == "2026-12-02"
    # Where no day can be told, it is what asking today would come to.
    company = check({**IN_ORDER, "line_holder": "company"})
    assert (company["earliest_cancellation_on"], company["closed_by"]) == (None, "2026-11-27")


def test_the_country_adds_fallbacks_cautions_and_what_is_not_checked() -> None:
    result = check(IN_ORDER)
    assert [(row["key"], row["channel"]) for row in result["fallbacks"]] == [("quiero-salirme", "regulator_form")]
    assert [row["key"] for row in result["routes"]] == ["app", "store"]
    assert result["not_checked"] == ["What the app shows today.", "Whether the norm is in force."]
    assert [caution["key"] for caution in result["cautions"]] == ["always"]
    assert result["contact_points"] == [{"channel": "phone", "label": "Line", "value": "123"}]
    assert result["policies"] == [
        {"slug": "claro-cancellation-prepaid", "edition": 1},
        {"slug": "pe-cancellation", "edition": 2},
    ]


def test_sources_are_one_list_and_every_row_cites_it() -> None:
    own, rules = peru(sources=[source(1, "own"), source(2, "shared")])
    rules["sources"] = [source(1, "shared"), source(2, "law")]
    keep = document(
        "claro-keep",
        milestones=[milestone("number_lost", 270), milestone("terminated", 1, standing="superseded")],
        sources=[source(1, "keep"), source(2, "not cited")],
    )
    result = assess(own, rules, {**IN_ORDER, "bank_linked": "yes"}, SUNDAY, keep_alive=keep).to_dict()
    assert [(row["number"], row["key"]) for row in result["sources"]] == [
        (1, "own"),
        (2, "shared"),
        (3, "law"),
        (4, "keep"),
    ]
    assert {f["condition"]: f["sources"] for f in result["findings"]}["bank"] == [2]
    assert result["cautions"][0]["sources"] == [2]
    assert [(row["event"], row["sources"]) for row in result["if_you_do_nothing"]] == [("number_lost", [4])]
    assert next(item for item in result["plan"] if item["kind"] == "remedy")["sources"] == [2]


def test_freshness_is_that_of_the_stalest_document() -> None:
    own, rules = peru()
    assert check(IN_ORDER, (own, {**rules, "freshness": {"state": "overdue"}}))["freshness"] == "overdue"
    assert check(IN_ORDER)["freshness"] == "fresh"


def test_unknown_question_and_option_are_named_with_what_is_allowed() -> None:
    with pytest.raises(UnknownQuestion) as asked:
        check({"shoe_size": "44"})
    assert asked.value.key == "shoe_size"
    assert asked.value.allowed == ["line_holder", "sms_reachable", "sim_in_hand", "bank_linked", "debt"]
    with pytest.raises(UnknownOption) as option:
        check({"debt": "perhaps"})
    assert (option.value.question, option.value.code) == ("debt", "perhaps")
    assert option.value.allowed == ["no", "yes", "unknown"]


def test_no_data_names_what_was_asked_for() -> None:
    result = assess(None, peru()[1], IN_ORDER, SUNDAY, operator="bitel", line_type="prepaid").to_dict()
    assert (result["operator"], result["line_type"], result["as_of"]) == ("bitel", "prepaid", "2026-11-22")
    assert (result["best"], result["worst"], result["decided"]) == ("no_data", "no_data", True)
    assert result["online"] == {"best": "no_data", "worst": "no_data"}
    assert [caution["key"] for caution in result["cautions"]] == ["always"]
    assert result["closed_by"] is None
    nothing = assess(None, None, {"anything": "goes"}, SUNDAY).to_dict()
    assert (nothing["freshness"], nothing["sources"], nothing["policies"]) == ("never", [], [])


def test_result_has_exactly_the_fields_of_the_contract() -> None:
    assert list(check(IN_ORDER)) == [
        "operator", "line_type", "as_of", "language", "policies", "freshness", "best", "worst", "decided",
        "undecided_because", "online", "cautions", "routes", "recommended_route", "findings", "plan",
        "earliest_cancellation_on", "closed_by", "fallbacks", "if_you_do_nothing", "what_would_help",
        "questions_left", "not_checked", "contact_points", "sources",
    ]  # fmt: skip


def test_questionnaire_joins_both_documents_in_order() -> None:
    own, rules = peru()
    own["questions"] = [*own["questions"], {**question("debt", "no", "disputed", order=5), "text": "Newer?"}]
    own["conditions"] = [*own["conditions"], condition("own-debt", "debt", ["disputed"], "prepare_first")]
    asked = questionnaire(own, rules)
    assert [item["key"] for item in asked] == ["line_holder", "sms_reachable", "sim_in_hand", "bank_linked", "debt"]
    assert (asked[-1]["text"], [option["code"] for option in asked[-1]["options"]]) == (
        "Newer?",
        ["no", "disputed", "yes"],
    )
    assert asked[2]["asked_when"] == {"question": "sms_reachable", "options": ["no"]}
    assert list(asked[0]) == ["key", "text", "how_to_find_out", "asked_when", "options"]
    assert questionnaire(None, None) == []


def test_an_option_that_one_edition_does_not_know_counts_there_as_unknown() -> None:
    own, rules = peru()
    own["questions"] = [*own["questions"], question("bank_linked", "no", "yes", "foreign", order=4)]
    own["conditions"] = [*own["conditions"], condition("own-bank", "bank_linked", ["yes"], "advice")]
    result = check({**IN_ORDER, "bank_linked": "foreign"}, (own, rules))
    assert (result["best"], result["worst"]) == ("ready", "prepare_first")
    assert result["undecided_because"] == ["rules"]
    status = {f["condition"]: f["status"] for f in result["findings"]}
    assert (status["bank"], status["own-bank"]) == ("unknown", "met")


def test_parents_in_a_circle_or_missing_are_always_asked() -> None:
    own, rules = peru(
        questions=[
            question("a", asked_when=("b", ["yes"])),
            question("b", asked_when=("a", ["yes"])),
            question("c", asked_when=("gone", ["yes"])),
        ],
        conditions=[condition(f"{key}-no", key, ["no"], "blocked") for key in "abc"],
        routes=[route("store")],
    )
    result = check({"a": "no", "b": "no", "c": "no"}, (own, rules))
    assert [f["status"] for f in result["findings"]][:3] == ["unmet"] * 3


def test_a_question_without_options_in_one_edition_may_mean_anything_there() -> None:
    own, rules = peru()
    empty = {**question("bank_linked", order=4), "options": []}
    own["questions"] = [*own["questions"], empty]
    own["conditions"] = [*own["conditions"], condition("own-bank", "bank_linked", ["yes"], "blocked")]
    result = check({**IN_ORDER, "bank_linked": "no"}, (own, rules))
    assert (result["best"], result["worst"]) == ("ready", "blocked")


def test_partial_support_of_the_last_question_unanswered_says_both_reasons() -> None:
    pair = peru(routes=[route("app", "partial")])
    answers = {key: code for key, code in IN_ORDER.items() if key != "bank_linked"}
    result = check(answers, pair)
    assert (result["best"], result["worst"]) == ("ready", "not_possible")
    assert result["undecided_because"] == ["answers", "rules"]
    assert result["questions_left"] == ["bank_linked"]


def test_an_answered_child_under_an_undecided_parent_counts_both_ways() -> None:
    answers = {key: code for key, code in IN_ORDER.items() if key != "sms_reachable"}
    result = check({**answers, "sim_in_hand": "no"}, peru(routes=[route("app")]))
    status = {f["condition"]: (f["answer"], f["status"]) for f in result["findings"]}
    assert status["no-sim"] == ("no", "unknown")
    assert (result["best"], result["worst"], result["undecided_because"]) == ("ready", "blocked", ["answers"])
    assert [item["question"] for item in result["plan"]] == ["sms_reachable"]
