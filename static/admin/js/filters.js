// In place of Django's, which notes in the browser's storage which filters were folded.
