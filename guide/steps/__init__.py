"""The guide's steps, in the order they are asked."""

from guide.steps import definitions, documentation, help, removal, rights, safety

MODULES = (safety, definitions, rights, documentation, removal, help)
PARTS = tuple(module.PART for module in MODULES)
STEPS = tuple(step for module in MODULES for step in module.STEPS)
