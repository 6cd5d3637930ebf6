"""What the database keeps: each column, in which form, and why it is there.

`manage.py list_data > docs/data.md` writes it for people to read. A column that is not
named here fails tests/test_data_inventory.py: nothing is kept that nobody thought of.
"""

from dataclasses import dataclass

from django.db import connection

# The forms. Sealed: only a key that is not in the database opens it. Hash: it can be
# recognised by who has what it was made from, and not be turned back.
CLEAR, SEALED, HASH = "clear", "sealed", "hash"


@dataclass(frozen=True)
class Column:
    table: str
    name: str
    form: str
    why: str


def columns():
    """Every column, in the order of the tables below."""
    for table, rows in TABLES.items():
        for form, names, why in rows:
            for name in names.split():
                yield Column(table, name, form, why)


def columns_there_are():
    """(table, column) of all that the database has, whoever made it."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {(table, name) for table in tables for name in names_in(cursor, table)}


def names_in(cursor, table):
    name = connection.ops.quote_name(table)
    # The name is the database's own, quoted by Django.
    cursor.execute(f"SELECT * FROM {name} LIMIT 0")  # noqa: S608  # nosec
    return [each[0] for each in cursor.description]


# --- What a person keeps. No text, no hour, no address.

PERSON = {
    "evidence_case": [
        (CLEAR, "id", "Random. Ties a case's records together; it names nobody."),
        (HASH, "locator", "Argon2id of the six words and SITE_SALT: finds the case."),
        (SEALED, "wrapped", "The case's key, which only the six words open."),
        (CLEAR, "expires_on", "A day: after it the sweeper removes all of the case."),
    ],
    "evidence_record": [
        (CLEAR, "id", "Random, or a keyed hash of its name: it stands in addresses."),
        (CLEAR, "case_id", "Whose it is, so that all of it can be deleted."),
        (CLEAR, "kind", "One word for the sort: answer, facts, incident, exhibit…"),
        (CLEAR, "revision", "How often it changed, so that two tabs notice it."),
        (SEALED, "sealed", "All that was typed, and when, under the case's key."),
    ],
    "evidence_sealedfile": [
        (CLEAR, "name", "Random: where the sealed file lies in the store."),
        (CLEAR, "case_id", "Whose it is, so that it goes with the case."),
        (CLEAR, "unclaimed_on", "A day: since when it is nobody's and may go."),
    ],
    "evidence_custodyrow": [
        (CLEAR, "id", "A number, in the order of writing."),
        (CLEAR, "case_id", "Whose log it is."),
        (CLEAR, "number", "Counts from 1, so that a missing line is noticed."),
        (SEALED, "sealed", "What was done to which exhibit, and when."),
        (HASH, "link", "SHA-256 of sealed lines: a change shows without a key."),
    ],
    "helpcenter_sealedsession": [
        (HASH, "session_key", "SHA-256 of the cookie: finds the visit."),
        (SEALED, "session_data", "The visit, under a key made from the cookie."),
        (CLEAR, "expire_date", "When it ends, to five minutes, for the sweeper."),
    ],
}

# --- Staff: named accounts, for what is changed in the directory must have an author.

NUMBER = "A number, in the order of writing."
STAFF = {
    "auth_user": [
        (CLEAR, "id", NUMBER),
        (HASH, "password", "Salted and stretched by Django."),
        (CLEAR, "username", "Who changed a number that people call."),
        (CLEAR, "first_name last_name email", "Django's; no form of ours asks for it."),
        (CLEAR, "is_superuser is_staff is_active", "What the account may do."),
        (CLEAR, "last_login date_joined", "So that an unused account is noticed."),
    ],
    "helpcenter_secondfactor": [
        (CLEAR, "id user_id", "Whose it is."),
        (SEALED, "secret", "The key of the app, under a key made from SITE_SALT."),
        (CLEAR, "last_step", "The half minute of the last code: each works once."),
        (CLEAR, "wrong", "Wrong codes in a row: after 20 no code is taken."),
        (CLEAR, "made_on", "The day it was set up."),
    ],
    "helpcenter_papercode": [
        (CLEAR, "id factor_id", "Whose it is."),
        (HASH, "name", "A keyed hash of an unused code on paper."),
    ],
    "auth_group": [(CLEAR, "id name", "The roles, which come with the site.")],
    "auth_permission": [
        (CLEAR, "id name content_type_id codename", "What roles consist of.")
    ],
    "auth_group_permissions": [(CLEAR, "id group_id permission_id", "As above.")],
    "auth_user_groups": [(CLEAR, "id user_id group_id", "Who has which role.")],
    "auth_user_user_permissions": [
        (CLEAR, "id user_id permission_id", "Django's; always empty here.")
    ],
    "django_admin_log": [
        (CLEAR, "id action_time user_id", "Which of staff did something, and when."),
        (CLEAR, "content_type_id object_id object_repr", "To which row."),
        (CLEAR, "action_flag change_message", "Which fields they changed."),
    ],
    "directory_change": [
        (CLEAR, "id model row", "Which row of the directory."),
        (CLEAR, "before after why", "Its facts, so that a version can be put back."),
        (CLEAR, "state together from_day", "What waits, and for which day."),
        (CLEAR, "made_by_id made_at decided_by_id decided_at", "Which two of staff."),
    ],
    "directory_upkeep": [
        (CLEAR, "id platform_id channel_id helpline_id law_id resource_id", "Of what."),
        (CLEAR, "owner_id opened_at", "Whose work it is; when it was looked at."),
        (CLEAR, "found_broken", "One of staff found it broken."),
    ],
}

# --- The directory: public facts, the same for everybody.

ROW = (CLEAR, "id shown shipped", "What the release brought; whether it is shown.")
PROOF = (
    CLEAR,
    "source confidence checked_on checked_by",
    "Where it was read, how sure we are, and which of staff looked.",
)
DIRECTORY = {
    "directory_platform": [
        ROW,
        PROOF,
        (CLEAR, "slug name aliases category legal_name", "Which site or app."),
        (CLEAR, "status what_to_do_instead in_app_steps", "How to report there."),
        (CLEAR, "logged_in_needed supports_stopncii supports_ncmec", "The same."),
        (CLEAR, "ftc_letter_2026 in_guide_2021 live_checked notes", "For staff."),
    ],
    "directory_channel": [
        ROW,
        PROOF,
        (CLEAR, "slug platform_id kind form label", "Which way to report."),
        (CLEAR, "url email name address note", "Where it leads: an office, no person."),
        (CLEAR, "evidence check_before_release", "How it was found."),
    ],
    "directory_domain": [ROW, (CLEAR, "platform_id host path", "Hosts of a site.")],
    "directory_helpline": [
        ROW,
        PROOF,
        (CLEAR, "slug name kind country region serves", "Which helpline, for whom."),
        (CLEAR, "text_chat url hours languages cost caution", "How to reach it."),
        (CLEAR, "link_status guide_2021_note", "For staff."),
    ],
    "directory_phone": [
        ROW,
        (CLEAR, "helpline_id position number dial label", "Numbers of a helpline."),
    ],
    "directory_law": [
        ROW,
        PROOF,
        (CLEAR, "slug place topic title citation classification", "Which law."),
        (CLEAR, "summary official_url link_status as_of", "What it says, and where."),
    ],
    "directory_resource": [
        ROW,
        PROOF,
        (CLEAR, "slug name kind section used_for", "What helps besides calling."),
        (CLEAR, "status today url helpline_id", "Where it is now."),
        (CLEAR, "guide_url guide_phone", "What the guide of 2021 said."),
    ],
    "directory_finding": [
        (CLEAR, "id channel_id helpline_id law_id resource_id field", "Which link."),
        (CLEAR, "link final_url kind status note", "What our own checker found there."),
        (CLEAR, "first_seen last_checked", "When it looked."),
    ],
    "directory_linkreport": [
        (CLEAR, "id channel_id helpline_id law_id resource_id field", "Which link."),
        (CLEAR, "kind day count", "How many said so that day; nothing of who."),
    ],
}

# --- Django's own

MACHINE = {
    "django_content_type": [(CLEAR, "id app_label model", "Names of our tables.")],
    "django_migrations": [
        (CLEAR, "id app name applied", "Which changes of the tables were made.")
    ],
}
GROUPS = {
    "What a person keeps": PERSON,
    "Staff": STAFF,
    "The directory": DIRECTORY,
    "Django's own": MACHINE,
}
TABLES = {table: rows for group in GROUPS.values() for table, rows in group.items()}

# --- For people to read

HEAD = """\
# What the database keeps

Written by `manage.py list_data > docs/data.md`: do not edit. The reasons stand in
`guide/inventory.py`; `tests/test_data_inventory.py` fails for a column without one.

- **clear**: whoever has the database reads it.
- **sealed**: only a key that is not in the database opens it.
- **hash**: who has what it was made from recognises it; nobody can turn it back.

Of a person only what stands under the first heading is kept, and no text of it in
clear. Outside the database there are the sealed files (`EXHIBIT_FOLDER` or the bucket),
named at random and encrypted to the case's key before they reach the disk; counts of
tries in the cache, under keyed hashes of networks whose key is gone after two days; and
logs with the name of a route and a status, and the number of an account of staff that
logs in. [SECURITY.md](../SECURITY.md) says what can be told from all this.
"""


def list_data():
    """The inventory as Markdown."""
    parts = [HEAD]
    for title, tables in GROUPS.items():
        parts.append(f"\n## {title}\n\n| table | column | form | why |\n")
        parts.append("| --- | --- | --- | --- |\n")
        parts += [line_of(each) for each in columns() if each.table in tables]
    return "".join(parts)


def line_of(column):
    return f"| {column.table} | {column.name} | {column.form} | {column.why} |\n"
