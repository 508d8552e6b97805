"""Python's csv, and pandas, over our tables."""

import csv
import json

import pandas

from support import ReaderTest, each_document, everybody, load, new_folder, whosaid, write


def cell(words):
    """What stands in a table: an apostrophe keeps spreadsheets from taking words for a formula."""
    formula = words.startswith(("\t", "\r", "\n")) or words.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    return "'" + words if formula else words


def words(document, parts):
    return " … ".join(document["text"][start:end] for start, end in parts)


class Tables(ReaderTest):
    def rows(self, folder, path, table, extension):
        encoding, dialect = ("utf-8-sig", "excel") if extension == "csv" else ("utf-8", "excel-tab")
        with open(folder / f"{path.stem}-{table}.{extension}", newline="", encoding=encoding) as file:
            return list(csv.DictReader(file, dialect=dialect))

    def assert_rows(self, path, document, extension):
        folder, names = write(path, extension), {actor["id"]: actor["name"] for actor in document["actors"]}
        for table, owner, parts in (("quotes", "speaker", "content"), ("positions", "holder", "target")):
            rows, items = self.rows(folder, path, table, extension), document[table]
            self.assertEqual([row["id"] for row in rows], [cell(item["id"]) for item in items])
            for row, item in zip(rows, items):
                self.assertEqual(row[parts], cell(words(document, item["spans"])))
                self.assertEqual((row["kind"], row[f"{owner}_id"]), (item["kind"], item[owner] or ""))
                self.assertEqual(row[owner], cell(names[item[owner]]) if item[owner] else "")
                self.assertEqual(row[f"{owner}s"], cell("; ".join(" ".join(names[actor].split()) for actor in everybody(item))))
                places = [tuple(map(int, part.split(":"))) for part in row["spans_codepoint"].split()]
                self.assertEqual(places, [tuple(part) for part in item["spans"]])
                self.assertEqual(row["cue"], cell(words(document, [(item["cue"]["start"], item["cue"]["end"])])) if item["cue"] else "")
        rows = self.rows(folder, path, "actors", extension)
        said = [actor for item in document["quotes"] for actor in everybody(item)]
        found = [(row["name"], row["type"], int(row["quotes"])) for row in rows]
        self.assertEqual(found, [(cell(item["name"]), item["type"] or "", said.count(item["id"])) for item in document["actors"]])

    @each_document
    def test_csv_is_read_by_python(self, path, document):
        self.assert_rows(path, document, "csv")

    @each_document
    def test_tsv_is_read_by_python(self, path, document):
        self.assert_rows(path, document, "tsv")

    @each_document
    def test_pandas_reads_both_alike(self, path, document):
        for table in ("quotes", "positions", "actors"):
            commas = pandas.read_csv(write(path, "csv") / f"{path.stem}-{table}.csv")
            tabs = pandas.read_csv(write(path, "tsv") / f"{path.stem}-{table}.tsv", sep="\t")
            pandas.testing.assert_frame_equal(commas, tabs)
            self.assertEqual(len(commas), len(document[table]))

    def test_no_cell_is_a_formula(self):
        folder = new_folder()
        text = "“=HYPERLINK(\"x\")” and “@SUM(A1)”, said Ann Lee.\n"
        (folder / "a.txt").write_text(text, encoding="utf-8")
        whosaid("annotate", folder / "a.txt", "-o", f"{folder}/")
        document = load(folder / "a.json")
        self.assertTrue(document["quotes"])
        for item in document["quotes"]:
            item["spans"], item["start"], item["end"] = [[1, 16]], 1, 16
        (folder / "a.json").write_text(json.dumps(document), encoding="utf-8")
        rows = self.rows(write(folder / "a.json", "csv"), folder / "a.json", "quotes", "csv")
        self.assertTrue(rows and all(row["content"] == "'" + text[1:16] for row in rows))
