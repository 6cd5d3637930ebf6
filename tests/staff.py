"""Members of staff for tests: with a role, a second factor, and logged in."""

import time

from django.contrib.auth.models import Group, User

from helpcenter.login import FACTOR, SEEN
from helpcenter.models import SecondFactor
from helpcenter.second_factor import place_of
from helpcenter.vault.codes import new_code_secret, seal_code_secret


def member(name, *roles, **more):
    user = User.objects.create_user(name, is_staff=True, **more)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def with_app(user, secret=None):
    """The secret of the app that the user has now."""
    secret = secret or new_code_secret()
    sealed = seal_code_secret(secret, place_of(user))
    SecondFactor.objects.create(user=user, secret=sealed, last_step=0)
    return secret


def enter(client, user):
    """As after both steps of the log-in."""
    if not SecondFactor.objects.filter(user=user).exists():
        with_app(user)
    client.force_login(user)
    session = client.session
    session[FACTOR] = user.second_factor.pk
    session[SEEN] = int(time.time())
    session.save()
    return client
