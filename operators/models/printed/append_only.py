"""Rows that are written once: neither the ORM nor the admin can change or delete them."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(TypeError):
    """Raised by every attempt to change or delete what is printed."""


def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise AppendOnly("What is printed or recorded is never changed nor deleted; publish a correction or withdraw it.")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    update = refuse
    delete = refuse
    bulk_update = refuse
    update_or_create = refuse
    _raw_delete = refuse

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            refuse()
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnlyModel(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        # Django walks related rows with the base manager: it must refuse as well.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding or kwargs.get("force_update"):
            refuse()
        super().save(*args, **{**kwargs, "force_insert": True} if not args else kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        refuse()
