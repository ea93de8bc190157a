"""Reads an HTML page as a visitor meets it: its title, headings, links, and what it loads from elsewhere."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LOADING = {"src", "srcset", "action", "formaction", "poster", "data"}


class Reading(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.loads: list[str] = []
        self.text: list[str] = []
        self.styled_inline = False
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.loads += [value for name, value in given.items() if name in LOADING]
        if tag == "link":
            self.loads.append(given["href"])
        self.styled_inline = self.styled_inline or "style" in given or tag == "style"
        if tag == "a":
            self.links.append((given.get("aria-label", ""), given.get("href", "")))
        if tag in HEADINGS:
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if {"script", "style"} & set(self._open):
            return
        if data.strip() and "main" in self._open:
            self.text.append(data.strip())
        if HEADINGS & set(self._open):
            level, words = self.headings[-1]
            self.headings[-1] = level, words + data
        if "a" in self._open and self.links:
            words, href = self.links[-1]
            self.links[-1] = words + data, href


def read(response) -> Reading:
    return Reading(response.content.decode())
