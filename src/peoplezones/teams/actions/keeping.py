"""Saves a record, and says in words what the data base refuses; knows no record."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from peoplezones.foundation import days
from peoplezones.foundation.refusals import NotPossibleNow


def save(record: models.Model, *, refusal: str) -> None:
    """Save it; raises NotPossibleNow with what is too long or, in the words of `refusal`, what is there already."""
    days.check(record)
    try:
        record.clean_fields(exclude=[field.name for field in record._meta.fields if field.is_relation])
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise NotPossibleNow(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise NotPossibleNow(refusal) from error
