"""Requests: letters that were sent, and what came of them.

request.py      one request: what was sent, frozen, and what is read off its events
parts.py        its parts: when and how it was sent, when a time ends, each event
status.py       how it stands, and what was seen of each link, read off its events
store.py        reading and writing them in the open case
told.py         what the small pages about a request share
sent_form.py    the page that says it was sent
event_forms.py  the pages that say what came of it
views.py        the pages
next_steps.py   the letters and ways that follow
board.py        all of them, by site or by link
papers.py       on paper: one request as a packet, all of them as a list
reminders.py    the calendar file
"""
