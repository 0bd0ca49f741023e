"""The demonstration package: facts in `feiten/`, turned into shapes and files that are the same every time."""
