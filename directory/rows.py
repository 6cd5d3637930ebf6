"""A row of the directory as its changes see it: its key, its facts, what differs."""

from django.utils import timezone

from directory.models.fact import Fact
from directory.shipping import MODELS, default_of, fields_of, name_of

BY_NAME = {model._meta.model_name: model for model in MODELS}


def key_name(row):
    return name_of(type(row), row.natural_key())


def stored(row):
    """The row as it is in the table now, or None."""
    if row.pk is None:
        return None
    return type(row).objects.filter(pk=row.pk).first()


def locked(row):
    """The row as it is now, and nobody else's until the transaction ends; or None."""
    return type(row).objects.select_for_update().filter(pk=row.pk).first()


def row_of(model, values, lock=False):
    """The row that has the key of these values, or None."""
    wanted = {}
    for name in model.KEY:
        each = model._meta.get_field(name)
        value = values.get(name, default_of(each))
        if each.is_relation:
            name, value = f"{name}__slug", value[0]
        wanted[name] = value
    rows = model.objects.select_for_update() if lock else model.objects
    return rows.filter(**wanted).first()


def put(row, values, names):
    """Set these fields to what the values say."""
    for each in fields_of(type(row)):
        if each.name not in names:
            continue
        value = values.get(each.name, default_of(each))
        if not each.is_relation:
            setattr(row, each.name, each.to_python(value))
        elif value is None:
            setattr(row, each.name, None)
        else:
            parent = each.related_model.objects.filter(slug=value[0]).first()
            setattr(row, each.name, parent)


def differing(model, one, other):
    """The names of the fields that differ, in the order of the form."""
    return [
        each.name
        for each in fields_of(model)
        if (one or {}).get(each.name, default_of(each))
        != (other or {}).get(each.name, default_of(each))
    ]


def look(row, user):
    """Note that this member of staff looked at the fact today."""
    if isinstance(row, Fact):
        row.checked_by = user.get_username()
        row.checked_on = timezone.localdate()
