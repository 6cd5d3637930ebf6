"""What goes into a letter is English, whatever language the visit is in.

Facts that begin a letter, what is frozen when it was sent, the words of the custody
log: they are sealed as they are, and for others to read.
"""

from functools import wraps

from django.utils.translation import override


def in_english(function):
    """The function, run in English. A generator would run after it: give a list.

    `override` itself, used as a decorator, mixes up the languages of two threads.
    """

    @wraps(function)
    def english(*args, **kwargs):
        with override("en"):
            return function(*args, **kwargs)

    return english
