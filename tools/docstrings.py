"""Knows how a docstring of ours is laid out, and says it in Markdown; does not know whose docstring it is."""

import re
from collections.abc import Collection, Iterator

CODE = re.compile(r"(`[^`]+`)")
# These begin a paragraph of their own on the page, as they begin a line in the docstring.
OPENING = re.compile(r"(Sources?|Method|Interval|Memory):|(Raises|Returns|Arguments) ")


def markdown(docstring: str, names: Collection[str] = ()) -> str:
    """The docstring as Markdown: examples become blocks, and what explains one of `names` shows it in bold."""
    return "\n\n".join(
        f"```pycon\n{block}\n```" if block.startswith(">>>") else block if is_code(block) else prose(block, names)
        for block in blocks(docstring)
    )


def first_sentence(docstring: str) -> str:
    """What stands in the first paragraph up to the first full stop."""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    return re.split(r"(?<=\w\w[.:])\s+(?=[A-Z])", paragraph, maxsplit=1)[0]


def blocks(docstring: str) -> Iterator[str]:
    """Paragraphs, examples and indented lines, each a block of its own."""
    block: list[str] = []
    for line in docstring.splitlines():
        example = bool(block) and block[0].startswith(">>>")
        begins = line.startswith(">>>") or OPENING.match(line) or is_code(line) != is_code("\n".join(block))
        if block and (not line.strip() or (begins and not example)):
            yield "\n".join(block)
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield "\n".join(block)


def is_code(block: str) -> bool:
    return block.startswith("    ")


def prose(paragraph: str, names: Collection[str] = ()) -> str:
    """One paragraph in which no sign is taken for Markdown by mistake."""
    pieces = CODE.split(paragraph)
    said = "".join(piece if CODE.fullmatch(piece) else plain(piece, names) for piece in pieces)
    return re.sub(r"(?m)^([-+#>]|\d+[.)])(?= )", r"\\\1", said)


def plain(text: str, names: Collection[str]) -> str:
    escaped = re.sub(r"([*<\[\]])|(?<!\w)(_)", r"\\\g<0>", text)
    if not names:
        return escaped
    one = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    listed = re.compile(rf"(?<![\w.])((?:{one})(?:(?:, | and | or )(?:{one}))*):(?=\s)")
    return listed.sub(lambda found: re.sub(rf"\b({one})\b", r"**`\1`**", found[1]) + ":", escaped)
