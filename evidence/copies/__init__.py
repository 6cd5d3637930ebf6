"""The digital copy: all of a case in one ZIP file to take along, and the way back.

names.py    what the files in it are called, for both ways
contents.py which files go in, and what stands in the ones we write
records.py  what was typed, as JSON and from JSON
bag.py      the ZIP as it streams: a BagIt 1.0 bag (RFC 8493)
filler.py   what stands in for the rest of a file that broke off
keys.py     the keys of encrypted copies
unpacking.py reading a ZIP as it streams, with limits
bring.py    the way back into an empty case
"""
