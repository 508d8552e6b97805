"""lxml's HTML parser and markdown-it, over what people read."""

import lxml.etree
import lxml.html
from markdown_it import MarkdownIt

from support import ReaderTest, bounds, each_document, write


def plain(text):
    return "".join(text.split())


class WebPage(ReaderTest):
    @each_document
    def test_shows_every_annotation_in_the_text(self, path, document):
        page = lxml.html.parse(str(write(path, "html") / f"{path.stem}.html"), lxml.html.HTMLParser(encoding="utf-8")).getroot()
        [article] = page.iter("article")
        for note in list(article.iter("sup")):
            note.drop_tree()
        self.assertEqual(article.text_content(), document["text"])
        found, at = {}, 0
        # Paragraphs hold the spans: each element begins where the words before it end.
        for event, element in lxml.etree.iterwalk(article, events=("start", "end")):
            if event == "end":
                at += len(element.tail or "")
                continue
            for name in ("mentions", "quotes", "positions"):
                for number in element.get(f"data-{name}", "").split():
                    found.setdefault((name, int(number)), []).append((at, at + len(element.text_content())))
            at += len(element.text or "")
        expected = {("mentions", number): [bounds(item)] for number, item in enumerate(document["mentions"], 1)}
        for name in ("quotes", "positions"):
            expected |= {(name, number): item["spans"] for number, item in enumerate(document[name], 1)}
        cover = {key: {at for start, end in parts for at in range(start, end)} for key, parts in found.items()}
        self.assertEqual(cover, {key: {at for start, end in parts for at in range(start, end)} for key, parts in expected.items()})

    @each_document
    def test_lists_every_quote_and_position(self, path, document):
        page = lxml.html.parse(str(write(path, "html") / f"{path.stem}.html"), lxml.html.HTMLParser(encoding="utf-8")).getroot()
        for letter, items in (("q", document["quotes"]), ("p", document["positions"])):
            for number, item in enumerate(items, 1):
                words = "…".join(document["text"][start:end] for start, end in item["spans"])
                self.assertIn(plain(words), plain(page.get_element_by_id(f"{letter}{number}").text_content()))
                self.assertIsNotNone(page.get_element_by_id(f"{letter}{number}-here"))


class Markdown(ReaderTest):
    @each_document
    def test_shows_the_words(self, path, document):
        text = (write(path, "markdown") / f"{path.stem}.md").read_text(encoding="utf-8")
        page = lxml.html.fromstring(MarkdownIt("commonmark").render(text))
        for note in list(page.iter("sup")):
            note.drop_tree()
        shown = plain(page.text_content())
        self.assertIn(plain(document["text"]), shown)
        self.assertEqual([heading.text for heading in page.iter("h2")], ["Voices", "Quotes", "Positions"])
        self.assertEqual([len(list(page.iter(name))) > 0 for name in ("mark", "b")], [bool(document["quotes"]), bool(document["mentions"])])
