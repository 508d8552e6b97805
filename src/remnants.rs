//! Remnants in a text: what came along when an article was copied and is none of its words.
//!
//! It decides what is such a remnant (`html`: tags and character references; `characters`: invisible, broken and joined characters; `lines`: words that
//! a layout broke, bullets, cells and Markdown) and gives the words without it, together with the way back: every place that is found in them is a place
//! in the text as it was pasted.

mod characters;
mod html;
mod lines;

use std::ops::Range;

use crate::model::{Document, Reason, Span};

/// A text without remnants, and where its bytes come from.
pub struct Plain {
    /// The words alone.
    pub text: String,
    /// What was taken away, in the order in which it was.
    layers: Vec<Layer>,
}

/// Remnants of one sort.
struct Layer {
    /// The length in bytes of the text that had them.
    source: u32,
    swaps: Vec<Swap>,
}

/// A remnant and what stands for it.
struct Swap {
    plain: Span,
    source: Span,
}

/// The text of `source` without remnants; `None` where it has none. Linear in its length.
pub fn plain(source: &str) -> Option<Plain> {
    let mut plain: Option<Plain> = None;
    for strip in [html::strip, characters::strip, lines::strip] {
        let text = plain.as_ref().map_or(source, |plain| &plain.text);
        if let Some((text, layer)) = strip(text) {
            let mut layers = plain.map_or_else(Vec::new, |plain| plain.layers);
            layers.push(layer);
            plain = Some(Plain { text, layers });
        }
    }
    plain
}

/// Writes a text down again with other words for its remnants.
struct Writer<'a> {
    source: &'a str,
    text: String,
    copied: usize,
    swaps: Vec<Swap>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Writer<'a> {
        Writer { source, text: String::new(), copied: 0, swaps: Vec::new() }
    }

    /// Writes `stands_for` instead of `remnant`; one that begins within what was swapped before went with it.
    fn swap(&mut self, remnant: Range<usize>, stands_for: &str) {
        if remnant.start < self.copied {
            return;
        }
        self.text.push_str(&self.source[self.copied..remnant.start]);
        let start = self.text.len() as u32;
        self.text.push_str(stands_for);
        let plain = Span::new(start, self.text.len() as u32);
        self.swaps.push(Swap { plain, source: Span::new(remnant.start as u32, remnant.end as u32) });
        self.copied = remnant.end;
    }

    /// The whole text; `None` where there was no remnant.
    fn finish(mut self) -> Option<(String, Layer)> {
        self.text.push_str(&self.source[self.copied..]);
        (!self.swaps.is_empty()).then_some((self.text, Layer { source: self.source.len() as u32, swaps: self.swaps }))
    }
}

impl Layer {
    /// The place in the words alone of what stands at `at` in the source.
    fn plain(&self, at: u32) -> u32 {
        let Some(swap) = self.swaps[..self.swaps.partition_point(|swap| swap.source.start() <= at)].last() else { return at };
        if at < swap.source.end() { swap.plain.start() } else { swap.plain.end() + (at - swap.source.end()) }
    }

    /// The place in the source of what begins at `at` in the words alone.
    fn start(&self, at: u32) -> u32 {
        let Some(swap) = self.swaps[..self.swaps.partition_point(|swap| swap.plain.start() <= at)].last() else { return at };
        if at < swap.plain.end() { swap.source.start() } else { swap.source.end() + (at - swap.plain.end()) }
    }

    /// The place in the source of what ends at `at`.
    fn end(&self, at: u32) -> u32 {
        let Some(swap) = self.swaps[..self.swaps.partition_point(|swap| swap.plain.start() < at)].last() else { return at };
        if at <= swap.plain.end() { swap.source.end() } else { swap.source.end() + (at - swap.plain.end()) }
    }
}

impl Plain {
    /// The place in the words alone of a byte of the source; of a remnant, where what stands for it begins.
    pub fn place(&self, at: u32) -> u32 {
        self.layers.iter().fold(at, |at, layer| layer.plain(at))
    }

    /// The bytes of the source that `span`, bytes of the words alone, stands for.
    pub fn span(&self, span: Span) -> Span {
        self.layers.iter().rev().fold(span, |span, layer| Span::new(layer.start(span.start()), layer.end(span.end())))
    }

    /// How many bytes of the source are read when `read` of the words are.
    pub fn read(&self, read: usize) -> usize {
        let whole = read >= self.text.len();
        self.layers.iter().rev().fold(read, |read, layer| if whole { layer.source as usize } else { layer.start(read as u32) as usize })
    }

    /// What was found in the words alone, as places in the source.
    pub fn restore(&self, mut document: Document) -> Document {
        let mentions = document.mentions.iter_mut().map(|mention| &mut mention.span);
        let quotes = document.quotes.iter_mut().flat_map(|quote| quote.parts.iter_mut().chain(&mut quote.cue).chain(&mut quote.source));
        let positions = document.positions.iter_mut();
        let positions = positions.flat_map(|position| position.parts.iter_mut().chain(&mut position.cue).chain(&mut position.source));
        mentions.chain(quotes).chain(positions).for_each(|span| *span = self.span(*span));
        for note in document.notes_mut() {
            if let Reason::Seen(grounds) = &mut note.origin.reason {
                grounds.iter_mut().flat_map(|ground| &mut ground.words).for_each(|span| *span = self.span(*span));
            }
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of `source` without remnants, or `source` where it has none.
    fn read(source: &str) -> String {
        plain(source).map_or_else(|| source.to_owned(), |plain| plain.text)
    }

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (source, expected) in cases {
            assert_eq!(read(source), *expected, "{source:?}");
        }
    }

    #[test]
    fn remnants_of_html_are_told_from_words() {
        check(&[
            ("<p>Ada <b>Lumen</b></p>", "\nAda Lumen\n"),
            ("Ada&nbsp;Lumen&#8217;s &ldquo;plan&rdquo; &amp; Co&#x2E;", "Ada Lumen’s “plan” & Co."),
            ("one<br/>two<BR>three <a href=\"https://example.org/?a=1&amp;b=2\">four</a>", "one\ntwo\nthree four"),
            ("a<!-- a note -->b<script>if (a < b) c();</script>d", "a\nb\nd"),
            ("it&#146;s", "it’s"),
            ("har&shy;bor", "harbor"),
        ]);
        for text in ["", "AT&T and R&D;", "a < b > c", "<3", "if a<b and b>c", "<b", "&;", "&#0;", "&#xD800;", "<Lumen>", "<!-- open"] {
            assert!(plain(text).is_none(), "{text}");
        }
    }

    #[test]
    fn invisible_and_joined_characters_are_read_as_the_word() {
        check(&[
            ("Ada Lu\u{ad}men sa\u{ad}id", "Ada Lumen said"),
            ("Ada Lu\u{200b}men \u{200b}said \u{200b}“\u{200b}no\u{200b}”", "Ada Lumen said “no”"),
            ("Ada\u{200b}Lumen left.\u{200b}“No.”", "Ada Lumen left. “No.”"),
            ("s\u{2060}aid Lu\u{200c}men Lu\u{200d}men \u{feff}Lu\u{feff}men\u{200f}", "said Lumen Lumen Lumen"),
            ("The oﬃcials conﬁrmed ﬂames, the staﬀ ﬅood", "The officials confirmed flames, the staff stood"),
            ("Jose\u{301} Nin\u{303}o, A\u{30a}sa", "José Niño, Åsa"),
            ("Jean\u{2011}Luc Ada\u{a0}Lumen\u{202f}said", "Jean-Luc Ada Lumen said"),
            ("Ｍａｙｏｒ said：“no，”", "Mayor said:“no,”"),
            ("â€œNo,â€\u{9d} the mayorâ€™s aide JosÃ© said. â€œYes,â€ he said.", "“No,” the mayor’s aide José said. “Yes,” he said."),
            ("de\u{ad}\nclared", "declared"),
        ]);
        for text in ["👩\u{200d}🚀 left", "naïve Gruyère “no” … – —", "N\u{334}o", "SÃO PAULO, NÃO"] {
            assert!(plain(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn words_that_a_layout_broke_are_read_whole() {
        check(&[
            ("Mayor Ada Quil-\nler de-\n  clared it", "Mayor Ada Quiller declared it"),
            ("Jean-\nLuc Roy", "Jean-Luc Roy"),
            ("a well-\nknown and well-known man, 15-year-\nold", "a well-known and well-known man, 15-year-old"),
            ("M\nayor Ada Quill said", "Mayor Ada Quill said"),
            ("M ayor Ada Quill said. “W e go,” she said.", "Mayor Ada Quill said. “We go,” she said."),
            ("A\nda Quill said", "Ada Quill said"),
            ("I t was late.\n\nA fter noon it rained, and after that.", "It was late.\n\nAfter noon it rained, and after that."),
        ]);
        for text in ["A man said\nI am", "A\nman said", "Plan B is late - \nwe go", "pro- and anti-war", "X is late.", "“I do,” “A boat”"]
        {
            assert!(plain(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn mark_up_of_plain_text_is_no_word() {
        check(&[
            ("[Ada Quill](https://x.example/quill) said [**no**](<x> \"title\").", "Ada Quill said no."),
            ("[Ada Quill]( https://x.example/quill ) said []( \u{fffd}) no.", "Ada Quill said []( \u{fffd}) no."),
            ("**Ada Quill** said *no*. __Bo Tan__ said _yes_.", "Ada Quill said no. Bo Tan said yes."),
            ("*“No,”* she said. ***Never.***", "“No,” she said. Never."),
            ("## Ada Quill said no\n> “No,” she said.", "Ada Quill said no\n“No,” she said."),
            ("» The vote.\n» Ada Quill said no.", "The vote.\nAda Quill said no."),
            ("![a boat](b.png)Quill[1] said no.[2] “No,”[3] she said.[a][note 4]¹²", "Quill said no. “No,” she said."),
            ("“No,”3 she said.¹", "“No,” she said."),
            ("Name\tView\nBo Tan\tsaid no\nCy", "Name\n\nView\n\nBo Tan\n\nsaid no\n\nCy"),
            // The end of a row is also the end of a line that breaks a word.
            ("Name\tBo Lind-\nQvist said no", "Name\n\nBo Lind-Qvist said no"),
        ]);
        for text in [
            "“They [the ministers] said",
            "2 * 3 * 4, f*** off, s**t, snake_case_name, * note",
            "« Un.\n» Deux »",
            "»Nein«, said",
            "#1 and C# and [sic]",
            "LUMEN:\tI did.\n\tYes.",
            "20 km² and m¹",
            "a > b",
            "[1] (see",
        ] {
            assert!(plain(text).is_none(), "{text:?} {:?}", read(text));
        }
    }

    #[test]
    fn places_lead_back_to_the_source() {
        for (source, pairs) in [
            (
                "<p><b>Ada&nbsp;Lumen</b> said &quot;AT&amp;T&quot;.</p>",
                &[("Ada Lumen", "Ada&nbsp;Lumen"), ("said", "said"), ("AT&T", "AT&amp;T"), ("T", "T"), ("\"", "&quot;")][..],
            ),
            ("**Ada Lu\u{ad}men** con&shy;ﬁrmed", &[("Ada Lumen", "Ada Lu\u{ad}men"), ("confirmed", "con&shy;ﬁrmed"), ("firm", "ﬁrm")]),
            ("Quil-\nler[1] left", &[("Quiller", "Quil-\nler"), ("left", "left"), ("Quil", "Quil"), ("ler", "ler")]),
        ] {
            let plain = plain(source).unwrap();
            for (words, pasted) in pairs {
                let start = plain.text.find(words).unwrap();
                let span = plain.span(Span::new(start as u32, (start + words.len()) as u32));
                assert_eq!(span.slice(source), *pasted);
                assert_eq!(plain.place(span.start()), start as u32, "and forth again: {words}");
            }
            let places: Vec<u32> = (0..=source.len() as u32).map(|at| plain.place(at)).collect();
            assert!(places.is_sorted() && places.last() == Some(&(plain.text.len() as u32)), "{places:?}");
            assert_eq!(plain.read(plain.text.len()), source.len());
        }
    }
}
