"""Documents to pages and to Markdown, for the readers' door and the editors' preview.

What goes in are documents as `editions` gives them and the official list of links; what comes out are plain
dictionaries of strings and safe HTML. Nothing here reads a database or a clock.
"""

from operators.rendering.calendars import calendar_file, check_entries, keep_entries
from operators.rendering.change import difference_page, history_rows
from operators.rendering.comparing import compare_page
from operators.rendering.explaining import explained
from operators.rendering.faq import faq_page, faq_sections
from operators.rendering.feed import ATOM, change_feed, change_rows
from operators.rendering.form_twins import choose_twin, keep_form_twin, keep_twin, questions_twin
from operators.rendering.home import home_page
from operators.rendering.keeping import keep_page
from operators.rendering.list_twins import (
    changes_twin,
    compare_twin,
    difference_twin,
    faq_list_twin,
    home_twin,
    operator_twin,
)
from operators.rendering.markdown import plain_text
from operators.rendering.method import method_page, method_twin
from operators.rendering.operator import operator_page, policy_row
from operators.rendering.policy import policy_page
from operators.rendering.questions import answered_rows, question_groups, question_rows
from operators.rendering.result import result_page
from operators.rendering.searching import hit_rows, search_twin
from operators.rendering.twins import faq_twin, policy_twin, result_twin

__all__ = [
    "ATOM",
    "answered_rows",
    "calendar_file",
    "change_feed",
    "change_rows",
    "changes_twin",
    "check_entries",
    "choose_twin",
    "compare_page",
    "compare_twin",
    "difference_page",
    "difference_twin",
    "explained",
    "faq_list_twin",
    "faq_page",
    "faq_sections",
    "faq_twin",
    "history_rows",
    "hit_rows",
    "home_page",
    "home_twin",
    "keep_entries",
    "keep_form_twin",
    "keep_page",
    "keep_twin",
    "method_page",
    "method_twin",
    "operator_page",
    "operator_twin",
    "plain_text",
    "policy_page",
    "policy_row",
    "policy_twin",
    "question_groups",
    "question_rows",
    "questions_twin",
    "result_page",
    "result_twin",
    "search_twin",
]
