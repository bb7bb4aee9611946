"""Editors choose the language of the admin; readers' pages have theirs in the address."""

from collections.abc import Callable

from django.test import Client


def test_the_chosen_language_wins_over_the_browsers(door: Callable[[str], Client]) -> None:
    editor = door("ed1")
    assert 'lang="en"' in editor.get("/admin/").content.decode()
    answer = editor.post("/admin/language/", {"language": "es", "next": "/admin/operators/policy/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/operators/policy/")
    page = editor.get("/admin/").content.decode()
    assert 'lang="es"' in page
    assert '<button name="language" value="es" lang="es" aria-current="true">' in page


def test_the_choice_stays_among_the_staff(door: Callable[[str], Client]) -> None:
    answer = door("ed1").post("/admin/language/", {"language": "es"})
    cookie = answer.cookies["language"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_the_choice_leads_nowhere_else(door: Callable[[str], Client]) -> None:
    answer = door("ed1").post("/admin/language/", {"language": "es", "next": "https://claro-pe.example/"})
    assert answer["Location"] == "/"


def test_a_language_that_is_not_published_changes_nothing(door: Callable[[str], Client]) -> None:
    editor = door("ed1")
    editor.post("/admin/language/", {"language": "fr", "next": "/admin/"})
    assert 'lang="en"' in editor.get("/admin/").content.decode()


def test_the_whole_list_of_nouns_is_in_the_chosen_language(door: Callable[[str], Client]) -> None:
    """Every noun on the first page, the application's own name and each language's own name."""
    editor = door("adm")
    editor.post("/admin/language/", {"language": "es", "next": "/admin/"})
    page = editor.get("/admin/").content.decode()
    for word in ("Base de conocimientos", "Ediciones", "Envíos a revisión", "Verificaciones", "Cambios guardados"):
        assert word in page
    for word in ("Knowledge base", "Submissions", "Verifications", "Inglés"):
        assert word not in page
    assert ">English</button>" in page
