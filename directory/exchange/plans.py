"""What a file would change: new rows, changed rows, and what is wrong with it.

Making a plan changes nothing. A row that the file does not name stays as it is.
"""

from copy import copy
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.exchange.checks import MISSING, RULE, problems_of, sentence_of
from directory.exchange.columns import (
    NOTED,
    as_text,
    columns_of,
    parents_of,
    texts_of,
    tidy,
)
from directory.exchange.refusals import Bad, Problem, Refused
from directory.models import Domain
from directory.models.fact import Row
from directory.shipping import name_of, rows_by_key

TWICE = _("This is the same row as row %(first)d. Keep one of them.")
OF_TWO = _(
    "%(domain)s belongs to %(one)s already, and this row gives it to %(other)s. A "
    "domain has one site."
)
NO_NEW = _("This row is new, and you may not add rows here. Somebody else can.")


@dataclass
class Change:
    """One row that the file adds or changes."""

    number: int  # of the row in the file
    key: tuple
    name: str  # as load_directory names it
    row: models.Model  # as it would be, not saved
    texts: dict  # as the file has it
    before: dict | None  # all that a file would have held of it; None: it is new
    differences: list  # (column, text before, text after)

    @property
    def is_new(self):
        return self.before is None


class Plan:
    """What the rows of a file, (number, {column: text}), would do. Raises Refused."""

    def __init__(self, model, rows, may_add=True):
        self.model, self.may_add = model, may_add
        self.columns, self.parents = columns_of(model), parents_of(model)
        self.present = rows_by_key(model)
        self.seen = {}  # key -> (number, values)
        self.changes, self.problems, self.unchanged = [], [], 0
        self.wrong = set()  # (number, column) of the problems
        for number, texts in rows:
            self.take(number, texts)

    @property
    def new(self):
        return [each for each in self.changes if each.is_new]

    @property
    def changed(self):
        return [each for each in self.changes if not each.is_new]

    def problem(self, number, column, sentence):
        """Note it; of one cell the first is enough."""
        if not column or (number, column) not in self.wrong:
            self.problems.append(Problem(number, column, sentence))
        self.wrong.add((number, column))

    def take(self, number, texts):
        values = self.values_of(number, texts)
        if not set(self.model.KEY) <= set(values):
            return
        key = self.key_of(values)
        if key in self.seen:
            self.refuse_twice(number, key, values)
            return
        self.seen[key] = number, values
        row = self.present.get(key)
        if row is not None and self.is_of_another(number, row, values):
            return
        self.compare(number, key, row, texts, values)

    def values_of(self, number, texts):
        """{column: value} of what can be read."""
        values = {}
        for name in self.columns:
            if name not in texts or name in NOTED:
                continue
            try:
                values[name] = self.value_of(name, texts[name])
            except Refused as refusal:
                self.problem(number, name, str(refusal))
        return values

    def value_of(self, name, text):
        if isinstance(text, Bad):
            raise Refused(str(text))
        return self.columns[name].parse(tidy(text), self.parents)

    def key_of(self, values):
        row = self.model(**{name: values[name] for name in self.model.KEY})
        return row.natural_key()

    def refuse_twice(self, number, key, values):
        first, others = self.seen[key]
        one, other = others.get("platform"), values.get("platform")
        if self.model is Domain and one and other and one != other:
            self.refuse_domain(number, key, one, other)
        self.problem(number, self.model.KEY[0], TWICE % {"first": first})

    def is_of_another(self, number, row, values):
        """Whether it would take a domain from one platform and give it to another."""
        if self.model is not Domain or values.get("platform") in (None, row.platform):
            return False
        self.refuse_domain(number, row.natural_key(), row.platform, values["platform"])
        return True

    def refuse_domain(self, number, key, one, other):
        sentence = OF_TWO % {"domain": "".join(key), "one": one, "other": other}
        self.problem(number, "platform", sentence)

    def compare(self, number, key, present, texts, values):
        row = copy(present) if present else self.model()
        differences = []
        for name, value in values.items():
            before = tidy(self.columns[name].text_of(present)) if present else ""
            after = tidy(as_text(value.slug if isinstance(value, Row) else value))
            if before != after:
                setattr(row, name, value)
                differences.append((name, before, after))
        if present and not differences:
            self.unchanged += 1
            return
        before = texts_of(present) if present else None
        change = Change(
            number, key, name_of(self.model, key), row, texts, before, differences
        )
        self.check(change, failed=set(texts) - set(values))
        self.changes.append(change)

    def check(self, change, failed):
        if change.is_new and not self.may_add:
            self.problem(change.number, "", NO_NEW)
        for name, before, after in change.differences:
            for sentence in problems_of(before, after):
                self.problem(change.number, name, sentence)
                failed.add(name)
        parents = set(self.parents)
        for name in parents - set(change.texts) - failed:
            if change.is_new and not self.columns[name].field.null:
                self.problem(change.number, name, MISSING)
        self.check_rules(change, exclude=failed | NOTED | parents | {"shipped"})

    def check_rules(self, change, exclude):
        """What the admin's form would refuse."""
        try:
            change.row.full_clean(exclude=exclude, validate_unique=False)
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                for each in errors:
                    self.refuse_rule(change.number, name, each)

    def refuse_rule(self, number, name, error):
        if name == NON_FIELD_ERRORS:
            said = " ".join(error.messages)
            self.problem(number, "", RULE if said in nameless(self.model) else said)
        else:
            field = self.columns[name].field
            self.problem(number, name, sentence_of(error, field))


def nameless(model):
    """What Django says of a rule for which we have no sentence."""
    said = models.BaseConstraint.default_violation_error_message
    return {said % {"name": each.name} for each in model._meta.constraints}
