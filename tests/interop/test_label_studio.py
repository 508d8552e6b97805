"""Label Studio: its SDK checks our configuration and tasks, and its converter reads them."""

import json

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface
from support import ReaderTest, each_document, load, new_folder, places, read, write


def results(task):
    """Every region and relation of a task by its id, those in annotations first."""
    regions, relations = {}, []
    for result in task["annotations"] + task["predictions"]:
        for item in result["result"]:
            if item["type"] == "relation":
                relations.append((item["labels"][0], item["from_id"], item["to_id"]))
            else:
                regions.setdefault(item["id"], item)
    return regions, sorted(set(relations))


def place(region):
    return region["value"]["labels"][0], region["value"]["start"], region["value"]["end"]


class LabelStudio(ReaderTest):
    @each_document
    def test_the_sdk_finds_tasks_and_configuration_valid(self, path, document):
        folder = write(path, "label-studio")
        interface = LabelInterface((folder / "label_config.xml").read_text(encoding="utf-8"))
        interface.validate()
        (task,) = load(folder / f"{path.stem}.json")
        # It checks the data alone: given results, version 2.1.2 of the SDK calls its own check without them.
        self.assertTrue(interface.validate_task({"data": task["data"]}))
        for prediction in task["predictions"]:
            self.assertEqual(interface.validate_prediction(prediction, return_errors=True), [])
        for annotation in task["annotations"]:
            self.assertTrue(interface.validate_annotation(annotation))
        for result in task["predictions"] + task["annotations"]:
            regions = [item for item in result["result"] if item["type"] != "relation"]
            for relation in (item for item in result["result"] if item["type"] == "relation"):
                self.assertEqual(interface.validate_relation(relation, regions, return_errors=True), [])
        self.assertEqual(bool(task["annotations"]), any(item["status"] != "suggested" for item in self.items(document)))

    def items(self, document):
        return document["mentions"] + document["quotes"] + document["positions"]

    @each_document
    def test_every_place_and_link_is_there(self, path, document):
        (task,) = load(write(path, "label-studio") / f"{path.stem}.json")
        regions, relations = results(task)
        self.assertEqual(sorted({place(region) for region in regions.values()}), places(document))
        for region in regions.values():
            self.assertEqual(region["value"]["text"], document["text"][region["value"]["start"] : region["value"]["end"]])
        found = [(label, place(regions[start]), place(regions[end])) for label, start, end in relations if label != "Coreference"]
        self.assert_links(document, found)

    @each_document
    def test_its_converter_reads_what_a_person_has_done(self, path, document):
        folder, out = write(path, "label-studio"), new_folder()
        (task,) = load(folder / f"{path.stem}.json")
        converter = Converter((folder / "label_config.xml").read_text(encoding="utf-8"), project_dir=str(out))
        source = new_folder() / "tasks.json"
        # An export numbers tasks and annotations.
        annotations = [{"id": number, "completed_by": 1} | annotation for number, annotation in enumerate(task["annotations"], 1)]
        source.write_text(json.dumps([{"id": 1} | task | {"annotations": annotations}]), encoding="utf-8")
        converter.convert_to_json_min(str(source), str(out), is_dir=False)
        found = [
            (label, region["start"], region["end"])
            for item in load(out / "result.json")
            for region in item.get("label", [])
            for label in region["labels"]
        ]
        expected = [place(item) for annotation in task["annotations"] for item in annotation["result"] if item["type"] != "relation"]
        self.assertEqual(sorted(found), sorted(expected))

    @each_document
    def test_what_it_writes_is_read(self, path, document):
        (task,) = load(write(path, "label-studio") / f"{path.stem}.json")
        # What a server adds, and the words as its page gives them: escaped and with white space collapsed.
        served = {"id": 7, "inner_id": 1, "total_annotations": 1, "drafts": [], "meta": {}, "file_upload": "x.json", "project": 1}
        task |= served
        for number, result in enumerate(task["annotations"] + task["predictions"], 1):
            result |= {"id": number, "created_at": "2026-11-24T10:00:00Z", "task": 7, "lead_time": 1.5, "was_cancelled": False}
            for item in result["result"]:
                if "value" in item:
                    words = " ".join(item["value"]["text"].split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    item["value"] |= {"text": words, "globalOffsets": {"start": 0, "end": 1}}
        again = new_folder() / "project-1.json"
        again.write_text(json.dumps([task]), encoding="utf-8")
        (found,) = read(again)
        # What the server needs to know its task again stays.
        self.assertEqual({name: found.pop(name) for name in served}, served)
        if task["annotations"]:
            self.assertEqual(found.pop("annotation")["lead_time"], 1.5)
        self.assert_same([found], [document])

    @each_document
    def test_a_submitted_prediction_is_accepted(self, path, document):
        (task,) = load(write(path, "label-studio") / f"{path.stem}.json")
        (prediction,) = task["predictions"]
        for item in prediction["result"]:
            item["origin"] = "prediction"
        task["annotations"] = [{"id": 5, "result": prediction["result"], "parent_prediction": 1, "was_cancelled": False}]
        again = new_folder() / "project-1.json"
        again.write_text(json.dumps([task, task]), encoding="utf-8")
        first, second = read(again)
        self.assert_same(first, second)
        self.assertTrue(self.items(first))
        self.assertNotIn("suggested", {item["status"] for item in self.items(first)})
