"""Hugging Face's datasets, and pyarrow below it."""

import datasets
import pyarrow
import pyarrow.json

from support import ReaderTest, each_document, fixtures, load, new_folder, read, whosaid, write

datasets.disable_progress_bars()
# What rows hold besides the annotations' own fields, and what no row holds: fields of other programs.
NOTES = ("status", "reason", "confidence", "reading", "speakers", "holders")


def open_folder(folder):
    return datasets.load_dataset(str(folder), cache_dir=str(new_folder()))["train"]


def without_nothing(value):
    """Fields without a value left out, as the native file has it."""
    if isinstance(value, dict):
        return {name: without_nothing(item) for name, item in value.items() if name not in NOTES or item is not None}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


class Datasets(ReaderTest):
    @each_document
    def test_a_row_is_the_document(self, path, document):
        [row] = open_folder(write(path, "dataset"))
        self.assertEqual(without_nothing(row), without_nothing(document))
        for quote in row["quotes"]:
            self.assertEqual(quote["start"], quote["spans"][0][0])

    def test_a_folder_of_articles_is_one_dataset(self):
        folder = new_folder()
        whosaid("convert", *fixtures(), "--to", "dataset", "-o", f"{folder}/")
        rows = open_folder(folder)
        self.assertEqual({row["text"] for row in rows}, {load(path)["text"] for path in fixtures()})
        self.assertEqual(rows.features["quotes"].feature["spans"].feature.feature.dtype, "int64")
        self.assertEqual(rows.features["positions"].feature["cue"]["start"].dtype, "int64")

    def test_an_article_in_which_nothing_was_found_has_the_same_columns(self):
        folder = new_folder()
        (folder / "nothing.txt").write_text("Nothing was said on the matter, and the rain went on.\n", encoding="utf-8")
        whosaid("annotate", folder / "nothing.txt", "--format", "dataset", "-o", f"{folder}/out/")
        whosaid("convert", fixtures()[0], "--to", "dataset", "-o", f"{folder}/out/")
        self.assertEqual(len(open_folder(folder / "out")), 2)

    @each_document
    def test_what_it_writes_is_read(self, path, document):
        rows, again = open_folder(write(path, "dataset")), new_folder() / "again.jsonl"
        rows.to_json(str(again), force_ascii=False)
        self.assert_same(document, read(again)[0])


class Pyarrow(ReaderTest):
    @each_document
    def test_reads_the_rows(self, path, document):
        table = pyarrow.json.read_json(write(path, "dataset") / f"{path.stem}.jsonl", pyarrow.json.ReadOptions(block_size=1 << 24))
        self.assertEqual(table.column("text").to_pylist(), [document["text"]])
        [mentions] = table.column("mentions").to_pylist()
        self.assertEqual([(item["start"], item["end"]) for item in mentions], [(item["start"], item["end"]) for item in document["mentions"]])
