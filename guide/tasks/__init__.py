"""The tasks a plan can hold, the most urgent first.

To add one, write it into the module of its urgency and its words into
templates/guide/tasks/<slug>.html. Nothing else changes.
"""

from guide.tasks import later, now, today

TASKS = (*now.TASKS, *today.TASKS, *later.TASKS)
