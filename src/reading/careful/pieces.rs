//! Cuts words into the pieces that the encoder knows.
//!
//! It does what BERT's uncased tokenizer does (Devlin et al. 2019), so that the pretrained embeddings mean what they meant: control characters go, accents
//! and capitals go, marks and Chinese characters stand alone, and each word is cut greedily into the longest pieces of the vocabulary (WordPiece, Wu et al.
//! 2016).

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::model::Span;

/// How many characters a word has at most that is cut into pieces; a longer one is unknown as a whole, as in the reference tokenizer.
const LONGEST_WORD: usize = 100;

/// What stands before a piece that goes on with a word.
const CONTINUATION: &str = "##";

/// A piece of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// The bytes of the text that it stands for. Never empty.
    pub span: Span,
    /// Whether it goes on with a word that another piece began.
    pub continues: bool,
}

/// The word pieces that an encoder knows, each with its number.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Sorted by piece.
    pieces: Vec<(Box<str>, u32)>,
    /// The longest of them in bytes.
    longest: usize,
    unknown: u32,
    /// The number of `[CLS]`, which stands before a window.
    pub begin: u32,
    /// The number of `[SEP]`, which stands behind a window and between paragraphs.
    pub separator: u32,
}

impl Vocabulary {
    /// The vocabulary of `pieces`, of which each is known by its place among them. `None` unless `[UNK]`, `[CLS]` and `[SEP]` are there.
    pub fn new<'a>(pieces: impl Iterator<Item = &'a str>) -> Option<Vocabulary> {
        let mut pieces: Vec<(Box<str>, u32)> = (0..).zip(pieces).map(|(id, piece)| (piece.into(), id)).collect();
        pieces.sort_unstable();
        let longest = pieces.iter().map(|(piece, _)| piece.len()).max()?;
        let known = |piece: &str| find(&pieces, piece);
        let (unknown, begin, separator) = (known("[UNK]")?, known("[CLS]")?, known("[SEP]")?);
        Some(Vocabulary { pieces, longest, unknown, begin, separator })
    }

    /// The pieces of the words in `span` of `text`, in order.
    pub fn cut(&self, text: &str, span: Span) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word = Word::default();
        for (at, c) in span.slice(text).char_indices() {
            let at = span.start() + at as u32;
            let place = Span::new(at, at + c.len_utf8() as u32);
            match sort(c) {
                Sort::Nothing => {}
                Sort::Space => self.finish(&mut word, &mut pieces),
                Sort::Alone => {
                    self.finish(&mut word, &mut pieces);
                    word.push(c, place);
                    self.finish(&mut word, &mut pieces);
                }
                Sort::Letter => word.push(c, place),
            }
        }
        self.finish(&mut word, &mut pieces);
        pieces
    }

    /// Cuts `word` into `pieces` and empties it.
    fn finish(&self, word: &mut Word, pieces: &mut Vec<Piece>) {
        // An accent can fall apart into a mark that stands alone: what is left of a word may be several.
        for range in word.parts() {
            self.cut_word(word, range, pieces);
        }
        word.letters.clear();
        word.places.clear();
    }

    /// The longest piece first, then the longest that goes on, as long as there is one; otherwise the word is unknown.
    fn cut_word(&self, word: &Word, part: std::ops::Range<usize>, pieces: &mut Vec<Piece>) {
        let whole = &word.letters[part.clone()];
        let first = pieces.len();
        let mut start = 0;
        let known = whole.chars().count() <= LONGEST_WORD;
        while known && start < whole.len() {
            let Some((id, length)) = self.longest_at(&whole[start..], start > 0) else { break };
            let span = word.span(part.start + start..part.start + start + length);
            pieces.push(Piece { id, span, continues: start > 0 });
            start += length;
        }
        if start < whole.len() {
            pieces.truncate(first);
            pieces.push(Piece { id: self.unknown, span: word.span(part), continues: false });
        }
    }

    /// The longest piece at the beginning of `rest`, and its bytes there.
    fn longest_at(&self, rest: &str, continues: bool) -> Option<(u32, usize)> {
        let mark = if continues { CONTINUATION } else { "" };
        let mut piece = String::with_capacity(mark.len() + rest.len());
        piece.push_str(mark);
        piece.push_str(rest);
        let mut length = rest.len();
        loop {
            if mark.len() + length <= self.longest
                && let Some(id) = find(&self.pieces, &piece[..mark.len() + length])
            {
                return Some((id, length));
            }
            length = rest[..length].char_indices().next_back().map(|(at, _)| at).filter(|&at| at > 0)?;
        }
    }
}

fn find(pieces: &[(Box<str>, u32)], piece: &str) -> Option<u32> {
    pieces.binary_search_by(|(known, _)| (**known).cmp(piece)).ok().map(|at| pieces[at].1)
}

/// A word while it is read: its letters without accents and capitals, and for each byte of them the place in the text.
#[derive(Default)]
struct Word {
    letters: String,
    places: Vec<Span>,
}

impl Word {
    fn push(&mut self, c: char, place: Span) {
        let Word { letters, places } = self;
        decompose_canonical(c, |part| {
            if part.general_category() != GeneralCategory::NonspacingMark {
                letters.extend(part.to_lowercase());
                places.resize(letters.len(), place);
            }
        });
    }

    /// The bytes of the runs between which a mark stands alone.
    fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let mut parts: Vec<std::ops::Range<usize>> = Vec::new();
        let mut joined = false;
        for (at, c) in self.letters.char_indices() {
            let alone = sort(c) == Sort::Alone;
            match parts.last_mut() {
                Some(last) if joined && !alone => last.end = at + c.len_utf8(),
                _ => parts.push(at..at + c.len_utf8()),
            }
            joined = !alone;
        }
        parts
    }

    fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.places[bytes.start].start(), self.places[bytes.end - 1].end())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Is read over: a control character, or one that shows nothing.
    Nothing,
    Space,
    /// A word by itself.
    Alone,
    Letter,
}

fn sort(c: char) -> Sort {
    if c.is_ascii_alphanumeric() {
        return Sort::Letter;
    }
    match c.general_category_group() {
        _ if c.is_whitespace() => Sort::Space,
        _ if c == char::REPLACEMENT_CHARACTER => Sort::Nothing,
        GeneralCategoryGroup::Other => Sort::Nothing,
        GeneralCategoryGroup::Punctuation => Sort::Alone,
        _ if c.is_ascii_punctuation() || is_chinese(c) => Sort::Alone,
        _ => Sort::Letter,
    }
}

/// The blocks of CJK ideographs, which BERT takes for words by themselves.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2B73F}'
        | '\u{2B740}'..='\u{2B81F}' | '\u{2B820}'..='\u{2CEAF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let pieces =
            ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cafe", "re", "##port", "##er", "report", "'", "s", "中", "文", "zu", "##rich"];
        Vocabulary::new(pieces.into_iter()).expect("has its special pieces")
    }

    fn cut(text: &str) -> Vec<(u32, &str, bool)> {
        let pieces = vocabulary().cut(text, Span::new(0, text.len() as u32));
        pieces.into_iter().map(|piece| (piece.id, piece.span.slice(text), piece.continues)).collect()
    }

    #[test]
    fn the_longest_piece_comes_first() {
        assert_eq!(cut("The Reporter's"), [(4, "The", false), (9, "Report", false), (8, "er", true), (10, "'", false), (11, "s", false)]);
    }

    #[test]
    fn accents_and_what_shows_nothing_are_read_over() {
        assert_eq!(cut("Café"), [(5, "Café", false)]);
        assert_eq!(cut("cafe\u{301}"), [(5, "cafe", false)]);
        assert_eq!(cut("re\u{ad}porter"), [(9, "re\u{ad}port", false), (8, "er", true)]);
        assert_eq!(cut("\u{200b}Zürich"), [(14, "Zü", false), (15, "rich", true)]);
    }

    #[test]
    fn a_word_without_pieces_is_unknown_as_a_whole() {
        assert_eq!(cut("reportx the"), [(1, "reportx", false), (4, "the", false)]);
        assert_eq!(cut(&"the".repeat(40)).len(), 1);
    }

    #[test]
    fn chinese_characters_stand_alone() {
        assert_eq!(cut("中文"), [(12, "中", false), (13, "文", false)]);
    }

    #[test]
    fn a_vocabulary_needs_its_special_pieces() {
        assert!(Vocabulary::new(["a", "[CLS]", "[SEP]"].into_iter()).is_none());
    }
}
