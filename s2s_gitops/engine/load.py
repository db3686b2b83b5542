"""Files to a Config: read, resolve, type, validate, expand. Every problem of every file is reported in one run."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from s2s_gitops.engine.environment import resolve_environment
from s2s_gitops.engine.expand import expand
from s2s_gitops.engine.read_yaml import read_yaml
from s2s_gitops.engine.scalars import Typing
from s2s_gitops.engine.schema import document_schema
from s2s_gitops.engine.validate import validate
from s2s_gitops.engine.version import newer_version
from s2s_gitops.model.config import Config
from s2s_gitops.model.diagnostic import Diagnostic, has_errors
from s2s_gitops.model.errors import FilesError
from s2s_gitops.model.kind import Kind
from s2s_gitops.model.source import Map


def load(
    files: Mapping[str, bytes], kinds: Sequence[Kind], environment: Mapping[str, str]
) -> Config:
    """Return what the files (name to content) declare. Raises FilesError with everything that is wrong.

    A variable of a login that is not set is nothing wrong yet: it is kept with the org. What only
    looks like a mistake is kept with the config.
    """
    schema = document_schema(kinds)
    typing = Typing(schema)
    documents: list[Map] = []
    problems: list[Diagnostic] = []
    unset: dict[str, tuple[Diagnostic, ...]] = {}
    for file, content in sorted(files.items()):
        found: list[Diagnostic] = []
        try:
            document: Map | None = read_yaml(file, content)
        except FilesError as error:
            found += error.diagnostics
            document = error.document
        newer = newer_version(document) if document is not None else None
        if newer is not None:
            found = [newer]
        elif document is not None:
            resolved = resolve_environment(document, environment, content)
            typing.apply(document)
            unset |= resolved.unset
            needed_later = chain.from_iterable(resolved.unset.values())
            places = {one.source for one in (*resolved.problems, *needed_later)}
            wrong = [one for one in validate(document, schema) if one.source not in places]
            problems += resolved.problems
            found += wrong
            documents += [] if found else [document]
        problems += found
    if len(documents) == len(files):
        config, between = expand(documents, kinds, unset)
        problems += between
        if not has_errors(tuple(problems)):
            return replace(config, warnings=tuple(sorted(problems, key=Diagnostic.sort_key)))
    raise FilesError(*sorted(problems, key=Diagnostic.sort_key))
