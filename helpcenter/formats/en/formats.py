"""American English: months in full, as in letters; hours as on a clock of twelve."""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "g:i a"
