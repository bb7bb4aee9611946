"""How long one self-check takes: 15 conditions, 5 routes; none, half and all of the questions answered.

``python -m benchmarks.selfcheck`` prints the median of nine rounds, the three cases in turn. The aim is 1 ms.
"""

import platform
from datetime import date
from statistics import median
from time import perf_counter

from operators.readiness import assess
from tests.readiness.documents import condition, country, policy, question, route

ROUNDS, TIMES = 9, 50


def main() -> None:
    keys = [f"question-{number}" for number in range(15)]
    questions = [question(key, "no", "yes") for key in keys]
    outcomes = ["prepare_first", "blocked", "advice", "unknown_effect", "ready_then_store"]
    conditions = [
        condition(f"condition-{number}", key, ["yes"], outcomes[number % len(outcomes)])
        for number, key in enumerate(keys)
    ]
    routes = [route(channel) for channel in ("app", "website", "phone", "store", "chat")]
    own = policy(routes=routes, conditions=conditions[:8], questions=questions[:8])
    rules = country(conditions=conditions[8:], questions=questions[8:])
    cases = {
        "none answered": {},
        "half answered": dict.fromkeys(keys[::2], "no"),
        "all answered": dict.fromkeys(keys, "no"),
    }
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, answers in cases.items():
            start = perf_counter()
            for _ in range(TIMES):
                assess(own, rules, answers, date(2026, 11, 22))
            taken[name].append((perf_counter() - start) / TIMES * 1000)
    print(f"Python {platform.python_version()} on {platform.machine()}")
    for name, rounds in taken.items():
        print(f"{name:14} {median(rounds):.2f} ms")


if __name__ == "__main__":
    main()
