"""Text to containers that know where every key and item stands.

Built from the events of PyYAML's C parser: quicker than its own construction, and no object is ever
made from a tag. Every scalar is text (an empty plain one is None); `engine.scalars` gives types to
those that the schema types.
"""

from typing import Final

import yaml

from s2s_gitops.engine.yaml.builder import Builder
from s2s_gitops.model.diagnostic import Diagnostic
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.source import Map, Source

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser for all files."""


def read_yaml(file: str, content: bytes) -> Map:
    """Return the one document of a file. Raises FilesError with every problem that stops the reading."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FilesError(
            Diagnostic(
                "S2S001",
                "The file is not UTF-8 text.",
                "Save it as UTF-8.",
                Source(file, line, 1),
            )
        ) from error
    builder = Builder(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Source(file, mark.line + 1, mark.column + 1) if mark else Source(file, 1, 1)
        detail = " ".join(part for part in (error.context, error.problem) if part)
        raise FilesError(
            Diagnostic("S2S002", f"The parser says: {detail}.", "Correct the YAML here.", where)
        ) from error
    except yaml.reader.ReaderError as error:
        raise FilesError(
            Diagnostic(
                "S2S002",
                f"The file holds a character that YAML does not allow (U+{error.character:04X}).",
                "Remove it, or write it as an escape in double quotes.",
                Source(file, text.count("\n", 0, error.position) + 1, 1),
            )
        ) from error
    return builder.finish()
