"""dkpro-cassis, which reads and writes the UIMA CAS as JSON and as XMI."""

import cassis

from support import ReaderTest, bounds, each_document, labels, new_folder, places, read, write

SPAN, LINK = "webanno.custom.Span", "webanno.custom.Link"


def load_json(folder, name):
    with open(folder / f"{name}.json", "rb") as file:
        return cassis.load_cas_from_json(file)


def load_xmi(folder, name):
    with open(folder / "TypeSystem.xml", "rb") as file:
        types = cassis.load_typesystem(file)
    with open(folder / f"{name}.xmi", "rb") as file:
        return cassis.load_cas_from_xmi(file, typesystem=types)


def place(span):
    """cassis counts code points in memory and UTF-16 in files."""
    return span.label, span.begin, span.end


class Cassis(ReaderTest):
    def assert_found(self, cas, document):
        self.assertEqual(cas.sofa_string, document["text"])
        spans = cas.select(SPAN)
        self.assertEqual(sorted(set(map(place, spans))), places(document))
        for span in spans:
            self.assertEqual(span.get_covered_text(), document["text"][span.begin : span.end])
        found = [(link.label, place(link.Governor), place(link.Dependent)) for link in cas.select(LINK)]
        self.assert_links(document, found)
        for link in cas.select(LINK):
            self.assertEqual((link.begin, link.end), (link.Dependent.begin, link.Dependent.end))
        actors = {actor.identifier: actor.name for actor in cas.select("whosaid.Actor")}
        self.assertEqual(actors, {actor["id"]: actor["name"] for actor in document["actors"]})
        label, mentions = labels(document), {mention["id"]: mention for mention in document["mentions"]}
        found = {span.identifier: (place(span), span.actor, span.form) for span in spans if span.form}
        expected = {id: ((label[id], *bounds(item)), item["actor"], item["kind"]) for id, item in mentions.items()}
        self.assertEqual(found, expected)

    @each_document
    def test_finds_everything_in_json(self, path, document):
        self.assert_found(load_json(write(path, "uima"), path.stem), document)

    @each_document
    def test_finds_everything_in_xmi(self, path, document):
        self.assert_found(load_xmi(write(path, "xmi"), path.stem), document)

    @each_document
    def test_the_json_it_writes_is_read(self, path, document):
        folder = write(path, "uima")
        cas = load_json(folder, path.stem)
        cas.to_json(str(folder / "again.json"))
        [again] = read(folder / "again.json")
        self.assert_same(document, again)

    @each_document
    def test_xmi_becomes_the_same_json(self, path, document):
        folder = write(path, "xmi")
        load_xmi(folder, path.stem).to_json(str(folder / "again.json"))
        [again] = read(folder / "again.json")
        self.assert_same(document, again)

    def test_a_cas_made_with_it_is_read(self):
        types = cassis.TypeSystem()
        layer = types.create_type("my.Layer", supertypeName="uima.tcas.Annotation")
        types.create_feature(layer, "value", "uima.cas.String")
        cas = cassis.Cas(types)
        cas.sofa_string = "🦀 Ann Lee said: “No.”"
        cas.add(layer(begin=2, end=9, value="PER"))
        cas.add(layer(begin=17, end=20, value="DirectQuote"))
        path = new_folder() / "made.json"
        cas.to_json(str(path))
        [document] = read(path)
        self.assertEqual([(item["start"], item["end"]) for item in document["mentions"]], [(2, 9)])
        self.assertEqual([item["spans"] for item in document["quotes"]], [[[17, 20]]])
