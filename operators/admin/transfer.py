"""Import and export: tables and content packs, with a dry run that shows each change before it is made.

What is imported is always a draft: nothing here prints an edition or changes a byte that readers get.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock
from operators.models.working import Upload
from operators.models.working.upload import KEPT
from operators.publishing import NotAllowed
from operators.transfer.drafting import Draft, EditedMeanwhile, dry_run, import_draft
from operators.transfer.exporting import export_pack
from operators.transfer.files import read_file
from operators.transfer.pack_drafts import PACK_PERMISSIONS
from operators.transfer.packs import PackError
from operators.transfer.sheets import write_csv, write_xlsx, write_zip
from operators.transfer.table_drafts import table_permissions
from operators.transfer.tables import TABLES, Table, table_rows
from operators.transfer.uploads import LARGEST_UPLOAD, FileRefused

SHOWN = 500
"""Changes on a page: whoever brings more looks at the file."""
NAMES = {
    "sources": gettext_lazy("Sources"),
    "facts": gettext_lazy("Facts"),
    "contact-points": gettext_lazy("Contact points"),
    "faq": gettext_lazy("FAQ entries"),
}
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        help_text=gettext_lazy("A table (.csv, .xlsx) or a content pack (.yaml, .zip), 5 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.yaml,.yml,.zip"}),
    )


def may_export(user: Any, table: Table) -> bool:
    return bool(user.has_perm(f"operators.view_{table.model._meta.model_name}"))


def may_import(user: Any) -> bool:
    """Whether there is any file that this person could bring; the file itself is judged when it is there."""
    wanted = [*(table_permissions(table) for table in TABLES.values()), PACK_PERMISSIONS]
    return any(user.has_perms(permissions) for permissions in wanted)


def index(request: HttpRequest) -> HttpResponse:
    """GET: what can be taken and brought."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    return _page(request, FileForm())


def _page(request: HttpRequest, form: FileForm, problems: Any = (), code: int = 200) -> HttpResponse:
    user: Any = request.user
    tables = [{"name": name, "label": NAMES[name]} for name, table in TABLES.items() if may_export(user, table)]
    if not tables and not may_import(user):
        raise PermissionDenied
    context = {
        "form": form,
        "problems": problems,
        "tables": tables,
        "may_pack": user.has_perm("operators.view_policy"),
        "may_import": may_import(user),
    }
    return _answer(request, "import.html", context, code)


def _answer(request: HttpRequest, name: str, context: dict[str, Any], code: int = 200) -> HttpResponse:
    about = {**admin.site.each_context(request), "title": _("Import and export"), "subtitle": None}
    response = TemplateResponse(request, f"admin/operators/{name}", about | context, status=code)
    response["Cache-Control"] = "no-store, private"
    return response


def export(request: HttpRequest, name: str) -> HttpResponse:
    """GET: ``facts.csv``, ``faq.xlsx``, ``content-pack.zip``. Tables hold the working copies, the pack what is live."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    user: Any = request.user
    stem, _dot, ending = name.rpartition(".")
    if name == "content-pack.zip":
        if not user.has_perm("operators.view_policy"):
            raise PermissionDenied
        files = {path: text.encode("utf-8") for path, text in export_pack(now=clock.now()).items()}
        return _download(write_zip(files), "application/zip", name)
    table = TABLES.get(stem)
    if table is None or ending not in TYPES:
        raise Http404
    if not may_export(user, table):
        raise PermissionDenied
    rows = table_rows(table)
    return _download(write_csv(rows) if ending == "csv" else write_xlsx(rows, stem), TYPES[ending], name)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def try_out(request: HttpRequest) -> HttpResponse:
    """POST with a file: the dry run. Shows each change and what to press to make them; nothing is changed."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("staff-transfer"))
    if not may_import(request.user):
        raise PermissionDenied
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, code=400)
    file = form.cleaned_data["file"]
    if file.size > LARGEST_UPLOAD:
        return _page(request, FileForm(), [_("The file is larger than 5 MB.")], 400)
    name, raw = str(file.name)[:200], file.read()
    user: Any = request.user
    try:
        what, load = read_file(name, raw)
        draft = dry_run(load, by=user, now=clock.now())
    except NotAllowed as error:
        raise PermissionDenied from error
    except PackError as error:
        return _page(request, FileForm(), error.problems, 400)
    return _shown(request, what, draft, _kept(user, name, raw, draft))


def _kept(user: Any, name: str, raw: bytes, draft: Draft) -> Upload | None:
    """Keep the file until it is imported; a person has one such file at a time, and for an hour."""
    now = clock.now()
    Upload.objects.filter(at__lt=now - KEPT).delete()
    Upload.objects.filter(by=user).delete()
    if not draft.changes:
        return None
    return Upload.objects.create(
        by=user, at=now, name=name, content=raw, fingerprint=draft.fingerprint, versions=draft.versions
    )


def _shown(
    request: HttpRequest, what: str, draft: Draft, upload: Upload | None, problems: Any = (), code: int = 200
) -> HttpResponse:
    context = {
        "what": NAMES.get(what, what),
        "draft": draft,
        "upload": upload,
        "problems": problems,
        "changes": draft.changes[:SHOWN],
        "more": max(0, len(draft.changes) - SHOWN),
    }
    return _answer(request, "import_changes.html", context, code)


def bring_in(request: HttpRequest) -> HttpResponse:
    """POST: make the changes that the dry run showed, all of them or none."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("staff-transfer"))
    if not may_import(request.user):
        raise PermissionDenied
    user: Any = request.user
    now = clock.now()
    number = request.POST.get("upload", "")
    mine = Upload.objects.filter(by=user, at__gte=now - KEPT)
    upload = mine.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 15 else None
    if upload is None or request.POST.get("fingerprint") != upload.fingerprint:
        said = _("That dry run is over, or another took its place. Choose the file again; nothing was changed.")
        return _page(request, FileForm(), [said], 409)
    raw = bytes(upload.content)
    try:
        what, load = read_file(upload.name, raw)
        done = import_draft(
            load, name=upload.name, by=user, now=now, fingerprint=upload.fingerprint, versions=upload.versions
        )
    except NotAllowed as error:
        raise PermissionDenied from error
    except EditedMeanwhile as error:
        again = _kept(user, upload.name, raw, error.draft)
        return _shown(request, what, error.draft, again, error.problems, 409)
    except (FileRefused, PackError) as error:
        return _page(request, FileForm(), error.problems, 409)
    upload.delete()
    said = _("Done. Changes: %(count)s, in working copies: %(things)s. Readers see nothing of them before a review.")
    messages.success(request, said % {"count": len(done.changes), "things": len(done.versions)})
    return HttpResponseRedirect(reverse("staff-transfer"))
