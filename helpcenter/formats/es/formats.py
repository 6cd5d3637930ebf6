"""Spanish as in the United States: hours as on a clock of twelve."""

DATE_FORMAT = r"j \d\e F \d\e Y"
TIME_FORMAT = "g:i a"
