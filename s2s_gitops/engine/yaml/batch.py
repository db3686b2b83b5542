"""Edits that are made on one parse of a file: those that have nothing to do with each other."""

from s2s_gitops.engine.edits import CannotEdit, Edit
from s2s_gitops.engine.yaml.compose import compose
from s2s_gitops.engine.yaml.edit import ComesIn, Work, work_of
from s2s_gitops.engine.yaml.lines import Cut, before_patch, patch, place
from s2s_gitops.engine.yaml.nodes import Form, Node
from s2s_gitops.engine.yaml.style import Style, style_of
from s2s_gitops.engine.yaml.uses import use_of
from s2s_gitops.model.source import Source


class Batch:
    """A text, and edits that wait to be made in it. A class because it fills up.

    To parse anew for every edit would take minutes for many edits in a large file. The result is the same
    as if all were made one by one.
    """

    def __init__(self, file: str, text: str, above: "Batch | None" = None) -> None:
        self.file = file
        self.text = text
        self.root = compose(text)
        self.style: Style = above.style if above else style_of(text, self.root)
        self.first: str = above.first if above else text
        self.made: tuple[list[Cut], ...] = (*above.made, above.cuts()) if above else ()
        self.waiting: list[Work] = []

    def cuts(self) -> list[Cut]:
        """Return the cuts of the edits that wait."""
        return [cut for work in self.waiting for cut in work.cuts]

    def patched(self) -> str:
        """Return the text with all edits made."""
        return patch(self.text, self.cuts())

    def anew(self) -> "Batch":
        """Return a batch on the text with all edits made. The style stays that of the first text."""
        return Batch(self.file, self.patched(), self) if self.waiting else self

    def source(self, position: int) -> Source:
        """Return where a position was in the file before the first edit: users have no other one."""
        for cuts in reversed(self.made):
            position = before_patch(position, cuts)
        return place(self.file, self.first, position)

    def work_of(self, edit: Edit) -> Work | ComesIn:
        """Return what an edit does. Raises CannotEdit where it cannot be made."""
        return work_of(self.text, self.root, self.style, edit)

    def independent(self, edit: Edit) -> Work | None:
        """Return what an edit does, if it stands apart from all that wait and nobody shares its place."""
        try:
            work = self.work_of(edit)
        except CannotEdit:
            return None
        if isinstance(work, ComesIn) or use_of(self.root, (*work.removed, *work.changed)):
            return None
        return work if all(_are_apart(work, one) for one in self.waiting) else None


def _are_apart(one: Work, other: Work) -> bool:
    """Say whether an edit has nothing to do with one that waits: another place, another child, or a further one."""
    if one.appends_to is not None and one.appends_to is other.appends_to:
        return one.key is None or one.key != other.key
    if one.drops_from is not None and one.drops_from is other.drops_from:
        return _drop_apart(one.drops_from, one.index, other.index)
    return one.end < other.start or other.end < one.start


def _drop_apart(node: Node, index: int, dropped: int) -> bool:
    """Say whether a child can be dropped on the same parse as another one, in block style.

    A child that stays has to stand between them: a drop looks at its neighbours, and takes along what they
    leave behind. What is dropped from a list moves all items behind it, which are found by number.
    """
    distance = dropped - index
    return distance > 1 or (node.form is Form.MAPPING and distance < -1)
