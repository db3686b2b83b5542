"""Random YAML files in random styles, written line by line so that it is known which lines belong to which place."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

KEYS = ("a", "b", "c", "No", "k 1", "ü😀", "10", "it's", "x: y", "-", "true", "")
TEXTS = (
    *("x", "y z", "No", "true", "010", "", "é😀", "it's", "a: b", "a #b", "- x", "[q", "a, b", "~", "{", "*"),
    *("&x", "<<", "!t", "%", "@", "x\ty", " x ", "=", "two\nlines\n", "\n", "end\n\n", "a\n\n b", "long " * 25),
)  # fmt: skip
COMMENTS = ("# note", "#", "# é😀 \t: x", "# - a: 'b", "## [", "# key: *none")
PLAIN = re.compile(r"[A-Za-zéü😀0-9](?:[A-Za-zéü😀0-9' ]*[A-Za-zéü😀0-9'])?")


@dataclass
class Written:
    """A file, and what is known of it. Paths are those of its data."""

    newline: str
    mark: str
    lines: list[str] = field(default_factory=list)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The first and the last line of every key and item in block style; `<<` is a key."""
    slots: dict[Path, int] = field(default_factory=dict)
    """The line of every key and item that its value is written behind."""
    flows: set[Path] = field(default_factory=set)
    """Collections in flow style."""
    anchors: dict[str, Path] = field(default_factory=dict)
    """Where the anchored values stand."""
    mappings: set[str] = field(default_factory=set)
    """Which anchors stand for mappings."""
    aliases: dict[Path, str] = field(default_factory=dict)
    """Which anchor stands for a value."""
    merges: dict[Path, str] = field(default_factory=dict)
    """Which anchor the `<<` of a mapping means."""
    block_scalars: int = 0

    @property
    def content(self) -> bytes:
        """Return the file."""
        return (self.mark + self.newline.join(self.lines)).encode()


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Draw a file with a mapping at its top."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    drawing = _Drawing(draw, Written(newline, draw(st.sampled_from(["", "", "\ufeff"]))))
    drawing.comments(0)
    if drawing.one_in(5):
        drawing.line("---", drawing.tail())
    if drawing.one_in(8):
        drawing.line(drawing.flow((), 0, "{", 3), drawing.tail())
    else:
        drawing.mapping((), 2 if drawing.one_in(6) else 0, "", 3)
    drawing.comments(0)
    if drawing.one_in(6):
        drawing.line("...", "")
    if drawing.scalar_indent or not drawing.one_in(5):
        drawing.file.lines.append("")
    return drawing.file


class _Drawing:
    """Draws one file. A class because its parts share what was drawn before."""

    def __init__(self, draw: st.DrawFn, file: Written) -> None:
        self.draw, self.file = draw, file
        self.count = 0
        self.scalar_indent = 0

    def one_in(self, number: int) -> bool:
        return self.draw(st.integers(1, number)) == number

    def of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def number(self, *choices: int) -> int:
        return self.draw(st.sampled_from(choices))

    def tail(self) -> str:
        return self.of("", "", "", "  ", " # note", "   # é😀\t, ] }")

    def line(self, head: str, text: str) -> None:
        self.file.lines += (head + text).split("\n")
        self.scalar_indent = 0

    def comments(self, indent: int) -> None:
        """Draw blank lines and comments. Those that a block scalar above would take for its own are not drawn."""
        for _ in range(self.number(0, 0, 0, 1, 2)):
            own = max(0, indent + self.number(0, 0, 0, -2, 1, 2))
            if self.scalar_indent:
                own = min(own, self.scalar_indent - 1)
            comment = " " * own + self.of(*COMMENTS)
            self.line(comment if self.scalar_indent else self.of("", comment), "")

    def mapping(self, path: Path, indent: int, lead: str, depth: int) -> None:
        """Draw a block mapping; the lead is what stands before its first key on the line."""
        names = self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
        merged = sorted(self.file.mappings) if self.one_in(3) else []
        if merged:
            names.insert(self.draw(st.integers(0, len(names))), "<<")
        for name in names:
            if not lead:
                self.comments(indent)
            start = len(self.file.lines)
            head = lead or " " * indent
            if name == "<<":
                self.file.merges[path] = self.of(*merged)
                self.line(head, f"<<: *{self.file.merges[path]}{self.tail()}")
            else:
                head = self.key(head, name, indent)
                self.value((*path, name), indent, head, depth, is_item=False)
            self.file.spans[(*path, name)] = start, len(self.file.lines) - 1
            lead = ""

    def key(self, head: str, name: str, indent: int) -> str:
        """Draw a key up to its colon."""
        if self.one_in(15):
            return f"{head}? {self.scalar(name)}{self.tail()}\n{' ' * indent}:"
        return f"{head}{self.scalar(name)}:"

    def items(self, path: Path, indent: int, lead: str, depth: int) -> None:
        """Draw a block list."""
        for number in range(self.draw(st.integers(1, 3))):
            if not lead:
                self.comments(indent)
            start = len(self.file.lines)
            self.value((*path, number), indent, f"{lead or ' ' * indent}-", depth, is_item=True)
            self.file.spans[(*path, number)] = start, len(self.file.lines) - 1
            lead = ""

    def value(self, path: Path, indent: int, head: str, depth: int, *, is_item: bool) -> None:
        """Draw what stands behind a key or a dash."""
        file, step, gap = self.file, self.number(1, 2, 2, 2, 3, 4), " " * self.number(1, 1, 1, 2, 3)
        file.slots[path] = len(file.lines) + head.count("\n")
        name = self.anchor()
        lead = f"{head}{gap}&{name}" if name else head
        kind = self.of(*"nsssssbaff", *"MMLL" * (depth > 0))
        if kind == "a" and file.anchors and not name:
            file.aliases[path] = self.of(*sorted(file.anchors))
            self.line(head, f"{gap}*{file.aliases[path]}{self.tail()}")
        elif kind == "n":
            self.line(lead, self.tail())
        elif kind == "f":
            bracket = self.of("{", "[")
            self.line(lead + gap, self.flow(path, indent + step, bracket, depth) + self.tail())
            kind = "M" if bracket == "{" else kind
        elif kind == "b":
            self.block_scalar(lead + gap, indent + step)
        elif kind in "ML":
            draw = self.mapping if kind == "M" else self.items
            if is_item and not name and self.one_in(2):
                draw(path, len(head + gap), head + gap, depth - 1)
            else:
                self.line(lead, self.tail())
                self.comments(indent + step)
                is_beside = kind == "L" and not is_item and self.one_in(3)
                draw(path, indent if is_beside else indent + step, "", depth - 1)
        else:
            below = f"\n{' ' * (indent + step)}" if self.one_in(12) else gap
            self.line(lead, below + self.scalar(self.of(*TEXTS)) + self.tail())
        if name:
            file.anchors[name] = path
            file.mappings |= {name} if kind == "M" else set()

    def anchor(self) -> str:
        self.count += 1
        return f"x{self.count}" if self.one_in(4) else ""

    def block_scalar(self, head: str, indent: int) -> None:
        text = self.of("one\n", "one\n\n  two\n", "# no note\nx", "x\n\n\n", "- a\n- b\n")
        sign = self.of("|", ">") + ("+" if text.endswith("\n\n") else self.of("", "-", "+"))
        self.line(head, sign + self.of("", " # note"))
        for line in text.removesuffix("\n").split("\n"):
            self.file.lines.append(" " * indent + line if line else "")
        self.scalar_indent = indent
        self.file.block_scalars += 1

    def scalar(self, text: str) -> str:
        """Draw how a text is quoted."""
        tag = "!!str " if self.one_in(20) else ""
        double = tag + json.dumps(text, ensure_ascii=False)
        single = tag + "'" + text.replace("'", "''") + "'"
        if PLAIN.fullmatch(text):
            return self.of(text, text, tag + text, double, single)
        return double if re.search(r"[\n\t]", text) else self.of(double, single)

    def flow(self, path: Path, indent: int, bracket: str, depth: int) -> str:
        """Draw a collection in flow style, on one line or on several."""
        self.file.flows.add(path)
        closing = {"{": "}", "[": "]"}[bracket]
        names: list[Any] = self.draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
        if bracket == "[":
            names = list(range(len(names)))
        layout = self.of("line", "line", "pad", "each", "each", "wrapped")
        pieces = []
        for name in names:
            head = "" if bracket == "[" else self.scalar(name) + ":"
            pieces.append(head + self.flow_value((*path, name), head, indent, depth))
        if not pieces:
            return bracket + self.of("", " ", f"\n{' ' * indent}# none\n{' ' * indent}") + closing
        comma = self.of("", ",") if layout != "line" else ""
        if layout in ("line", "pad"):
            pad = " " if layout == "pad" else ""
            return f"{bracket}{pad}{', '.join(pieces)}{comma}{pad}{closing}"
        lines = f"\n{' ' * indent}"
        if layout == "wrapped":
            return bracket + f",{self.of('', ' # w')}{lines}".join(pieces) + comma + closing
        commas = [*[","] * (len(pieces) - 1), comma]
        text = "".join(
            f"{lines}{piece}{mark}{self.of('', '', '  # é', lines + '# own')}"
            for piece, mark in zip(pieces, commas, strict=True)
        )
        return f"{bracket}{self.of('', ' # open')}{text}{lines}{closing}"

    def flow_value(self, path: Path, head: str, indent: int, depth: int) -> str:
        gap = " " if head else ""
        kind = self.of(*"ssssa", *"ff" * (depth > 0), *"n" * bool(head))
        if kind == "a" and self.file.anchors:
            self.file.aliases[path] = self.of(*sorted(self.file.anchors))
            return f"{gap}*{self.file.aliases[path]} "
        if kind == "f":
            return gap + self.flow(path, indent + 2, self.of("{", "["), depth - 1)
        return " " if kind == "n" else gap + self.scalar(self.of(*TEXTS))
