"""The line formats of the model's data files: JSON Lines, one pydantic class per kind of file, errors with file and line."""
