"""The three roles of the editors' door, as groups. Made by a migration; ``ensure_roles`` mends them.

An Editor writes, submits and proposes checks and synonyms. A Reviewer may also publish, return, withdraw and confirm.
An Administrator may also manage users. Nobody may change or delete what is printed: not even an Administrator.
"""

from typing import Any

EDITOR, REVIEWER, ADMINISTRATOR = "Editor", "Reviewer", "Administrator"

_EDITED = [
    "operator",
    "contactpoint",
    "policy",
    "notchecked",
    "route",
    "step",
    "fact",
    "milestone",
    "condition",
    "caution",
    "message",
    "question",
    "option",
    "source",
    "faqentry",
]
_READ = ("edition", "editiontext", "submission", "verification", "correctionreport", "edit", "verbrecord")
_EDITOR = (
    [f"{verb}_{noun}" for noun in _EDITED for verb in ("view", "add", "change", "delete")]
    + [f"view_{noun}" for noun in _READ]
    + ["add_submission", "add_verification", "change_correctionreport"]
    # Taking synonyms away is a proposal as well, so nobody deletes.
    + [f"{verb}_synonymgroup" for verb in ("view", "add", "change")]
)
PERMISSIONS: dict[str, list[str]] = {
    EDITOR: _EDITOR,
    REVIEWER: [*_EDITOR, "publish_edition"],
    ADMINISTRATOR: [*_EDITOR, "publish_edition"],
}
USER_PERMISSIONS = [f"{verb}_{noun}" for noun in ("user", "group") for verb in ("view", "add", "change")]


def ensure_roles(group_model: Any, permission_model: Any) -> None:
    """Create the groups and give them exactly their permissions. The models are passed in, for migrations' sake."""
    for name, codenames in PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=name)
        wanted = permission_model.objects.filter(content_type__app_label="operators", codename__in=codenames)
        permissions = list(wanted)
        if name == ADMINISTRATOR:
            permissions += list(
                permission_model.objects.filter(content_type__app_label="auth", codename__in=USER_PERMISSIONS)
            )
        group.permissions.set(permissions)
