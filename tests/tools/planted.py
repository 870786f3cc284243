#!/usr/bin/env python3
"""Counts words in files: planted.py FILE..., with the words on standard input, in hexadecimal, one on a line.

Prints for each word how often it is found in all files together: as it is, in UTF-16, and as hexadecimal text.
"""

import mmap
import pathlib
import sys


def occurrences(haystack: mmap.mmap, needle: bytes) -> int:
    count, place = 0, haystack.find(needle)
    while place != -1:
        count, place = count + 1, haystack.find(needle, place + 1)
    return count


def forms(word: bytes) -> set[bytes]:
    found = {word, word.hex().encode()}
    try:
        found.add(word.decode().encode("utf-16-le"))
    except UnicodeDecodeError:
        pass
    return found


def main() -> None:
    words = [bytes.fromhex(line) for line in sys.stdin.read().split()]
    counts = [0] * len(words)
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file() or file.stat().st_size == 0:
                continue
            with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as haystack:
                for index, word in enumerate(words):
                    named = any(form in file.name.encode() for form in forms(word))
                    counts[index] += named + sum(occurrences(haystack, form) for form in forms(word))
    for count in counts:
        print(count)


main()
