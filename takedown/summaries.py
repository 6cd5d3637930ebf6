"""A kept letter in one line of a list."""

from takedown.dates import today_for


def summary(kept):
    """The letter and how many things it still lacks."""
    letter = kept.letter
    missing = letter.missing(letter.paper(today_for(letter, kept.case_facts)))
    return {"kept": kept, "letter": letter, "gaps": len(missing)}
