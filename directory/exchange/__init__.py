"""The directory as files that staff edit: out as CSV, XLSX or JSON, and in again.

Coming in, a file is read, checked and shown as differences; nothing is kept of it but
what the page itself carries, signed. Applying takes just that, or nothing at all.

    columns     what a file holds of a row, as text, and how a text is read
    formulas    cells that a spreadsheet must not run
    encodings   bytes to text
    tables, json_files, workbooks    rows out of each format and into it
    formats     which format a file is
    checks      what a cell must not hold
    plans       what a file would change, and what is wrong with it
    applying    doing it, if nobody changed a row meanwhile
    refusals    what is said when a file cannot be used
"""
