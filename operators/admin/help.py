"""What each field does for the reader, said to the editor, with an example where one helps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ROW_KEY = _("A short name of this row, such as “no-sms”. Readers never see it; the history and differences go by it.")
SOURCES = _("Where this is written. Search by title, publisher or address; “New source” adds one without leaving.")
CHANNELS = _("Tick the routes this is about. None ticked: it holds on every route.")

HELP: dict[str, Any] = {
    # every subject
    "effective_from": _("From this day on readers get the next edition. It may lie ahead: the edition waits for it."),
    "effective_basis": _(
        "“Stated”: the source names the day. “Published”: the day the source came out. “First reported”: nobody knows "
        "better; readers are told so."
    ),
    "significance": _(
        "“Policy changed” if the world changed; “correction” if we were wrong; “clarification” or “typo” if neither."
    ),
    "change_note": _("One sentence for the history, such as “The deadline is now 1 business day, not 5.”"),
    # a policy
    "policy.operator": _("Whose rule it is. Empty for a rule of the whole country."),
    "policy.topic": _("What a reader wants to do. There is one policy for an operator, a topic and a kind of line."),
    "policy.line_type": _("“Any” if it holds for every line; a policy for one kind of line goes before it."),
    "policy.title": _("What a reader would search for: “Cancel a Claro prepaid line”."),
    "policy.summary": _("The answer in two or three sentences, the verdict first. Lists and chatbots show only this."),
    "policy.scope": _("Which lines and people it is about, and which not."),
    "policy.review_every_days": _("How often somebody looks whether this still holds. 90 suits most; 30 what moves."),
    # rows
    "key": ROW_KEY,
    "position": _("Rows stand in this order. Empty: last."),
    "sources": SOURCES,
    "our_advice": _("Tick it if no source says so: readers see it marked as our advice."),
    "route.channel": _("How the request is made."),
    "route.role": _(
        "A fallback is for when a request is refused or ignored; it is never recommended as the first way."
    ),
    "route.support": _("Can the line be cancelled this way? Choose “unknown” unless somebody has published it."),
    "route.store_visit": _("Must the reader go to a store afterwards?"),
    "route.store_visit_within": _("If a visit has a deadline: the number of days, such as 5."),
    "route.store_visit_unit": _("Calendar days or business days; empty without a deadline."),
    "route.note": _("What to know before choosing this way, such as “The app asks for the last top-up.”"),
    "step.channels": CHANNELS,
    "step.title": _("What to do, in a few words and with a verb: “Ask for the request code”."),
    "step.body": _("How it is done: where the button is, what to say, what comes back."),
    "step.prepare": _("What to have at hand before starting: a document, a code, the SIM in the phone."),
    "step.proof": _("What to keep: a screenshot, the request code, the e-mail."),
    "step.duration": _("About how long it takes: “10 minutes”, “up to 1 business day”."),
    "fact.fact": _("What is being said. Only facts of this list can be compared between operators."),
    "fact.value": _("A number; yes, no or unknown; an amount such as 5.00; documents with commas: dni, passport."),
    "fact.unit": _("What the value counts. Calendar days and business days are not the same."),
    "fact.currency": _("For money alone: PEN."),
    "fact.standing": _(
        "Two sources that disagree are two facts: the one we go by is “adopted”, the other “disputed”. “Superseded”: "
        "it held once."
    ),
    "fact.in_force": _("Choose “unknown” where nobody has published since when: then it supersedes nothing."),
    "fact.applies_from": _("Only if the source states it."),
    "fact.applies_until": _("The first day on which it no longer holds."),
    "fact.qualifier": _("What narrows it: “for lines without debt”."),
    "fact.area": _("Where it holds, if not in the whole country."),
    "milestone.clock": _("What the days are counted from."),
    "milestone.balance": _("Whether it happens with money left on the line, without, or either way."),
    "milestone.plan": _("The plan it is about. Empty: every plan."),
    "milestone.from_day": _("The first day on which it may happen, such as 90."),
    "milestone.to_day": _("The last such day, if the source gives a range."),
    "milestone.event": _("What happens to the line then."),
    "milestone.standing": _("As for facts: the one we go by is “adopted”."),
    "condition.question": _("The question of the self-check that decides it. Questions are shared by all policies."),
    "condition.when": _("The answers with which this condition applies. Answers with another outcome are another row."),
    "condition.outcome": _(
        "What it does to the result. “Unknown effect”: nobody has published whether it stands in the way. “Advice”: "
        "shown and planned for, without effect on the result."
    ),
    "condition.channels": CHANNELS,
    "condition.text": _("Why it stands in the way, as one sentence."),
    "condition.remedy": _("What the reader can do about it. Needed unless it is “not possible”."),
    "condition.lead_time_days": _("How many days the remedy takes, for the plan. Empty: nobody knows."),
    "condition.valid_days": _("If what is prepared expires: after how many days, such as 30 for a notarised letter."),
    "condition.irreversible": _("Such steps are planned last, so that nothing is lost if a request is refused."),
    "caution.kind": _("What is at stake."),
    "caution.text": _("What could go wrong, and how not to let it. Shown above the verdict."),
    "caution.question": _("Show it only with certain answers. Empty: always shown."),
    "caution.when": _("The answers with which it is shown."),
    "message.channel": _("Where the reader would say or send it."),
    "message.language": _("The language of the text below: es for an operator in Peru."),
    "message.text": _(
        "Ready to be read aloud or pasted, with [placeholders] that readers fill in on their own device."
    ),
    "message.translation": _("What it means, for a reader who does not speak that language."),
    "notchecked.text": _("One thing that the self-check cannot know: “Whether the app works on your phone”."),
    # an operator
    "operator.name": _("As people call it: “Claro”."),
    "operator.legal_name": _("As its contracts are signed: “América Móvil Perú S.A.C.”"),
    "operator.kind": _("A virtual operator runs on another one's network."),
    "operator.host_network": _("For a virtual operator: on whose network it runs."),
    "operator.succeeded_by": _("If it was merged or renamed: who carries its lines on."),
    "operator.homepage": _("Its own website. The host counts as official once this is published."),
    "operator.summary": _("Who it is, in a sentence or two."),
    "contactpoint.channel": _("How one reaches it there."),
    "contactpoint.value": _("The address, number or app as it is typed: https://…, 123, com.claro.pe."),
    "contactpoint.label": _("What it is for: “Customer service”, “Cancellation form”."),
    "contactpoint.reach_own_line": _("Does it answer when called from one of its own lines?"),
    "contactpoint.reach_country": _("From any line in the country?"),
    "contactpoint.reach_abroad": _("From abroad? “Unknown” unless somebody has tried or published it."),
    "contactpoint.hours": _("When it answers, in the country's own time."),
    # an FAQ entry
    "faqentry.kind": _("A question, somebody's case, or a word of the glossary."),
    "faqentry.category": _("Under which heading it stands."),
    "faqentry.operator": _("Only if the answer is about one operator."),
    "faqentry.policies": _("Where to read on. Readers see these as links."),
    "faqentry.position": _("Entries stand in this order under their heading."),
    "faqentry.question": _("As a reader would ask it, or the word to be explained."),
    "faqentry.answer": _("The answer first, then why. Cite what you rest it on."),
    # a question of the self-check
    "question.group": _(
        "The heading under which it is asked. A question that waits for another’s answer is asked under that one’s "
        "heading."
    ),
    "question.text": _("As you would ask a friend: “Whose name is the line in?”"),
    "question.how_to_find_out": _("How a reader who does not know can find out: whom to call, where to look."),
    "question.parent": _("Ask it only after another question got certain answers. Empty: always asked."),
    "question.asked_when": _("The codes of those answers, with commas between them."),
    "option.code": _("Its name in the data. Never used again for another meaning."),
    "option.label": _("The answer in a reader's words: “Mine, and I have the document here”."),
    # a source
    "source.key": _("A short name, such as “osiptel-2026-baja”. It never changes."),
    "source.url": _("The page itself, not the site's front page. Empty only for a document without an address."),
    "source.title": _("As the page is headed."),
    "source.publisher": _("Who stands behind it: OSIPTEL, Gestión, Claro."),
    "source.kind": _("“Regulator” and “operator” only for pages on their own hosts."),
    "source.retrieved_on": _("The day you read it."),
    "source.quote": _("The words that carry the claim, at most 30, in the language of the source."),
}


def help_for(model: str, column: str) -> Any:
    """What a form says below a field; empty where the label says all. A row's own words go before everybody's."""
    return HELP.get(f"{model}.{column}") or HELP.get(column) or ""
