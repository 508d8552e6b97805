//! Pairs quotation marks into zones.
//!
//! It decides from typography alone where a quoted stretch begins and ends, also where marks are mixed, nested, unbalanced or run on over paragraphs;
//! whether anybody said it is for `quotes`.

pub mod aliases;
pub mod nicknames;
pub mod remarks;

use std::ops::Range;

use aliases::Alias;

use crate::order;
use crate::paragraphs::{Kind, Paragraph};
use crate::tokens::{self, Tokens, is_apostrophe};

/// A stretch of text in quotation marks, within one paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// The tokens between the marks. Never empty.
    pub tokens: Range<usize>,
    /// 0 for an outer zone, 1 for one inside it, and so on.
    pub depth: u8,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether the zone goes on in the first zone of the next paragraph: it has no closing mark, and the next paragraph opens with one.
    pub continues: bool,
    /// Whether single marks stand around it.
    pub single: bool,
}

/// The zones of the text in order of their opening marks.
pub fn pair(text: &str, tokens: &Tokens, paragraphs: &[Paragraph]) -> Vec<Zone> {
    let names = (nicknames::find(text, tokens), aliases::find(text, tokens));
    let ranges: Vec<Range<usize>> = paragraphs.iter().map(|paragraph| tokens.within(paragraph.span)).collect();
    let mut zones: Vec<Zone> = Vec::new();
    let opening = |number: usize| tokens.span(ranges[number].start).slice(text);
    // Speech runs on over a heading, too.
    let between = |number: usize| paragraphs[number].kind != Kind::Body && !is_mark(opening(number));
    let mut next = "";
    for (number, range) in ranges.iter().enumerate().rev().filter(|(number, _)| paragraphs[*number].kind != Kind::Furniture) {
        Pairing::new(text, tokens, range.clone(), &names, &mut zones).run(next);
        if !between(number) {
            next = opening(number);
        }
    }
    order::by_key(&mut zones, |zone| [zone.tokens.start as u32, u32::from(zone.depth), 0]);
    zones
}

/// Whether `token` is a double quotation mark, or a pair of single ones typed for it.
pub fn is_double(token: &str) -> bool {
    matches!(token, "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``" | "＂" | "‶" | "″" | "「" | "」" | "『" | "』" | "❝" | "❞")
}

/// Whether `token` is a single mark that can quote.
fn is_single(token: &str) -> bool {
    matches!(token, "'" | "‘" | "’" | "`" | "‹" | "›" | "‚")
}

/// The marks that close what `opening` opens; none where any may.
fn partners(opening: &str) -> &'static [&'static str] {
    match opening {
        "„" => &["“", "”", "‟", "\""],
        "‚" => &["‘", "’", "'"],
        "«" => &["»"],
        "»" => &["«", "»"],
        "「" => &["」"],
        "『" => &["』"],
        _ => &[],
    }
}

struct Open {
    mark: usize,
    single: bool,
}

/// What the marks of a paragraph look like, counted once so that no mark looks at all the others.
#[derive(Default)]
struct Ahead {
    /// For each mark, how many double marks from it on look closing, less those that look opening.
    surplus: Vec<isize>,
    /// The last single mark right behind a word or mark.
    last_glued: Option<usize>,
    /// The last single mark that looks closing.
    last_closing: Option<usize>,
}

struct Pairing<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    range: Range<usize>,
    /// The marks of the paragraph that can quote.
    marks: Vec<usize>,
    open: Vec<Open>,
    zones: &'a mut Vec<Zone>,
    ahead: Ahead,
}

impl<'a> Pairing<'a> {
    /// Of the paragraph `range`, in which nobody speaks in the marks around `names`.
    fn new(
        text: &'a str,
        tokens: &'a Tokens,
        range: Range<usize>,
        names: &(Vec<Range<usize>>, Vec<Alias>),
        zones: &'a mut Vec<Zone>,
    ) -> Pairing<'a> {
        let quotes = |&i: &usize| {
            let mark = tokens.kind(i) == tokens::Kind::Mark;
            mark && (is_double(tokens.span(i).slice(text)) || is_single(tokens.span(i).slice(text)))
                && nicknames::at(&names.0, i).is_none()
                && aliases::at(&names.1, i).is_none()
        };
        let marks = range.clone().filter(quotes).collect();
        Pairing { text, tokens, range, marks, open: Vec::new(), zones, ahead: Ahead::default() }
    }

    /// Pairs the marks of the paragraph; the next one begins with `next`.
    fn run(mut self, next: &str) {
        self.look_ahead();
        for place in 0..self.marks.len() {
            let i = self.marks[place];
            if !is_double(self.word(i)) {
                self.single(i, next);
            } else if !self.is_inch(place) {
                self.double(i, self.ahead.surplus[place]);
            }
        }
        while let Some(open) = self.open.pop() {
            let outer = self.open.is_empty();
            // A lone single mark is an apostrophe, unless speech runs on behind it; a lone double mark quotes up to the end of the paragraph.
            if !open.single || outer && self.runs_on(open.mark, next) {
                let continues = outer && (open.single || is_double(next));
                self.push(&open, self.range.end, false, continues);
            }
        }
    }

    /// Whether the single mark `i` opens a paragraph of speech that the next one goes on with.
    fn runs_on(&self, i: usize, next: &str) -> bool {
        i == self.range.start && is_single(next) && self.word(i) == next && self.looks_opening(i) == Some(true)
    }

    /// Whether the mark stands for inches: `a 12" pipe`.
    fn is_inch(&self, place: usize) -> bool {
        let i = self.marks[place];
        let measures = matches!(self.word(i), "\"" | "”" | "″" | "''") && i > self.range.start && self.tokens.is_glued(i);
        let number = measures && self.tokens.kind(i - 1) == tokens::Kind::Number && self.looks_opening(i) == Some(false);
        let next = || self.marks[place + 1..].iter().find(|&&mark| is_double(self.word(mark)));
        number && (self.open.is_empty() || next().is_some_and(|&next| self.looks_opening(next) == Some(false)))
    }

    fn word(&self, i: usize) -> &str {
        self.tokens.span(i).slice(self.text)
    }

    /// Takes the double mark `i`; from it on so many more look closing than opening.
    fn double(&mut self, i: usize, surplus: isize) {
        let within = self.open.iter().rposition(|open| !open.single);
        let closes = within.is_some_and(|at| partners(self.word(self.open[at].mark)).contains(&self.word(i)));
        let opens = if closes && !self.is_glued_word(i) { Some(false) } else { self.looks_opening(i) };
        match within {
            None => self.open.push(Open { mark: i, single: false }),
            // What is open can all be closed.
            Some(_) if opens == Some(true) && surplus >= self.open.iter().filter(|open| !open.single).count() as isize => {
                self.open.push(Open { mark: i, single: false })
            }
            Some(at) if opens == Some(true) => {
                // The closing mark was forgotten: the earlier zone ends where its last sentence does.
                self.open.truncate(at + 1);
                if let Some(open) = self.open.pop() {
                    let end = self.last_sentence_end(open.mark + 1, i);
                    self.push(&open, end, false, false);
                }
                self.open.push(Open { mark: i, single: false });
            }
            Some(at) => {
                self.open.truncate(at + 1);
                if let Some(open) = self.open.pop() {
                    self.push(&open, i, true, false);
                }
            }
        }
    }

    /// Whether a word stands right behind the mark `i` and none right before it.
    fn is_glued_word(&self, i: usize) -> bool {
        let word = |i: usize| self.tokens.kind(i) != tokens::Kind::Mark;
        i + 1 < self.range.end && self.tokens.is_glued(i + 1) && word(i + 1) && !(self.tokens.is_glued(i) && word(i - 1))
    }

    fn single(&mut self, i: usize, next: &str) {
        let inside = self.open.last().is_some_and(|open| open.single);
        if inside && self.closes_single(i) {
            if let Some(open) = self.open.pop() {
                self.push(&open, i, true, false);
            }
        } else if !inside
            && self.looks_opening(i) == Some(true)
            && (self.ahead.last_closing.is_some_and(|last| last > i) || self.runs_on(i, next))
        {
            self.open.push(Open { mark: i, single: true });
        }
    }

    /// Whether the mark at `i` opens, by its shape or else by the white space around it; `None` when that does not tell.
    fn looks_opening(&self, i: usize) -> Option<bool> {
        let before = i == self.range.start
            || !self.tokens.is_glued(i)
            || matches!(self.word(i - 1), "(" | "[" | "-" | "–" | "—" | "--" | "\"" | "“" | "‘" | "'");
        let after = i + 1 < self.range.end && self.tokens.is_glued(i + 1);
        let opener = matches!(self.word(i), "“" | "„" | "‘" | "``" | "«" | "‹" | "‚" | "「" | "『" | "❝");
        let ends = after && matches!(self.word(i + 1), "," | "." | ";" | ":" | ")" | "]");
        match (before, after) {
            // `« Why ? », she asked`
            (true, true) if self.word(i) == "»" && ends => Some(false),
            (true, true) => Some(true),
            (false, false) => Some(false),
            (true, false) if i == self.range.start || opener => Some(true),
            (false, true)
                if !opener && i + 1 < self.range.end && self.word(i + 1).starts_with([',', '.', ';', ':', '!', '?', ')', ']']) =>
            {
                Some(false)
            }
            _ if opener => Some(true),
            _ if matches!(self.word(i), "”" | "’") => Some(false),
            _ => None,
        }
    }

    fn look_ahead(&mut self) {
        self.ahead.surplus = vec![0; self.marks.len()];
        let mut surplus = 0;
        for place in (0..self.marks.len()).rev() {
            let i = self.marks[place];
            surplus += match self.looks_opening(i).filter(|_| is_double(self.word(i))) {
                Some(true) => -1,
                Some(false) => 1,
                None => 0,
            };
            self.ahead.surplus[place] = surplus;
        }
        self.ahead.last_glued = self.last_single(|i| self.tokens.is_glued(i));
        self.ahead.last_closing = self.last_single(|i| self.closes_single(i));
    }

    /// The last single mark of which `fits` holds.
    fn last_single(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.marks.iter().copied().rev().find(|&i| is_single(self.word(i)) && fits(i))
    }

    /// Whether the single mark at `i` closes: behind a word or mark, and not the possessive of a plural with a better mark to come.
    fn closes_single(&self, i: usize) -> bool {
        let glued = i > self.range.start && self.tokens.is_glued(i);
        let follows_word = i + 1 >= self.range.end || !self.tokens.is_glued(i + 1) || !self.word(i + 1).starts_with(char::is_alphanumeric);
        if !glued || !follows_word {
            return false;
        }
        let possessive = self.word(i - 1).ends_with(['s', 'S', 'z', 'x']) && !(i + 1 < self.range.end && self.tokens.is_glued(i + 1));
        !possessive || self.ahead.last_glued.is_none_or(|last| last <= i)
    }

    fn last_sentence_end(&self, from: usize, to: usize) -> usize {
        (from..to).rev().find(|&i| matches!(self.word(i), "." | "!" | "?" | "…")).map_or(to, |i| i + 1)
    }

    fn push(&mut self, open: &Open, end: usize, closed: bool, continues: bool) {
        let tokens = open.mark + 1..end;
        if !tokens.is_empty() {
            let depth = self.open.len().min(255) as u8;
            self.zones.push(Zone { tokens, depth, closed, continues, single: open.single });
        }
    }
}

/// `words` with the marks at their edges whose other half stands among them: `‘Never’ is what they said`, `they said ‘never’`. Where a comma or
/// period stands before the mark, it stays out with it (`called it “a mistake,”`), except within marks.
pub fn balanced(tokens: &Tokens, zones: &[Zone], words: &Range<usize>) -> Range<usize> {
    /// Where zones lie within zones, so many are looked at.
    const DEEP: usize = 8;
    let only_marks = |mut range: Range<usize>| range.len() <= DEEP && range.all(|i| tokens.kind(i) == tokens::Kind::Mark);
    let (mut start, mut end) = (words.start, words.end);
    let begun = zones.partition_point(|zone| zone.tokens.start < end);
    for zone in zones[..begun].iter().rev().take(DEEP).filter(|zone| zone.closed) {
        let whole = zone.tokens.start > start && zone.tokens.end >= end;
        if whole && (zone.tokens.end == end || zone.depth > 0 && only_marks(end..zone.tokens.end)) {
            end = zone.tokens.end + 1;
        }
    }
    let begun = zones.partition_point(|zone| zone.tokens.start <= start);
    for zone in zones[..begun].iter().rev().take(DEEP).filter(|zone| zone.closed) {
        let within = zone.tokens.start > 0 && zone.tokens.end > start && zone.tokens.end < end;
        if within && only_marks(zone.tokens.start..start) {
            start = zone.tokens.start - 1;
        }
    }
    start..end
}

/// Whether `token` is a mark that can open or close a quotation.
pub fn is_mark(token: &str) -> bool {
    is_double(token) || (token.chars().count() == 1 && token.chars().all(is_apostrophe))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{paragraphs, tokens};

    /// Each zone as the words between its marks, with its depth, and `…` where the closing mark is missing or `>` where it goes on.
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens::split(text);
        let found: Vec<String> = pair(text, &tokens, &paragraphs::split(text))
            .iter()
            .map(|zone| {
                let words = &text[tokens.span(zone.tokens.start).start() as usize..tokens.span(zone.tokens.end - 1).end() as usize];
                let end = if zone.continues {
                    ">"
                } else if zone.closed {
                    ""
                } else {
                    "…"
                };
                format!("{}{words}{end}", "+".repeat(zone.depth.into()))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_shape_are_paired() {
        check("\"Go,\" he said. \"Now.\"", &["Go,", "Now."]);
        check("“Go,” he said. “Now.”", &["Go,", "Now."]);
        check("\"We go.” He left.", &["We go."]);
        check("''Go,'' he said. ``Now,'' she said.", &["Go,", "Now,"]);
        check("„Go,“ he said.", &["Go,"]);
        check("He said: ”We go.” Then left.", &["We go."]);
        check("schools,\" For example, run tests\". Then", &["For example, run tests"]);
    }

    #[test]
    fn apostrophes_are_told_from_single_marks() {
        check("The ministers' plan isn't theirs.", &[]);
        check("It must 'get away from all of this' now.", &["get away from all of this"]);
        check("He called it 'the voters' choice' today.", &["the voters' choice"]);
        check("‘Don’t go,’ he said. ‘It’s late.’", &["Don’t go,", "It’s late."]);
        check("the '90s and rock 'n' roll", &["n"]);
    }

    #[test]
    fn zones_nest() {
        check("“He said ‘go’ twice,” she said.", &["He said ‘go’ twice,", "+go"]);
        check("\"They called it 'the comeback,'\" it read.", &["They called it 'the comeback,'", "+the comeback,"]);
        check("“She said “no” to him,” he said.", &["She said “no” to him,", "+no"]);
    }

    #[test]
    fn marks_of_other_languages_are_paired() {
        check("„May I join?“, asked Mira Blum shyly.", &["May I join?"]);
        check("‚May I join?‘, asked Mira Blum shyly. ‚No‘, he said.", &["May I join?", "No"]);
        check("Mira Blum said: »The plan is dead.« Otto Kern disagreed.", &["The plan is dead."]);
        check("« Is it dead ? », asked Mira Blum. « No. »", &["Is it dead ?", "No."]);
        check("Roy said, « Nous n’avons pas d’argent », before leaving. “We go,” he said.", &["Nous n’avons pas d’argent", "We go,"]);
        check("「The plan is dead,」 Mira Blum said.", &["The plan is dead,"]);
    }

    #[test]
    fn inches_are_no_marks() {
        check("The 12\" pipe burst. \"We stop,\" Bo Tan said.", &["We stop,"]);
        check("The 6'2\" forward said the 12\" pipe was \"too short\" for the job.", &["too short"]);
        check("\"A 12\" pipe burst,\" he said. \"It was May 5,\" she said.", &["A 12\" pipe burst,", "It was May 5,"]);
        check("\"They won in 2012\" is what he said.", &["They won in 2012"]);
    }

    #[test]
    fn marks_at_an_edge_keep_their_other_half() {
        for (text, words, expected) in [
            ("“They told us, ‘Leave now.’” he said", "They told us, ‘Leave now", "They told us, ‘Leave now.’"),
            ("“‘Never again’ is what we said,” he said", "Never again’ is what we said", "‘Never again’ is what we said"),
            ("“He said, ‘The sign read “Keep out”,’” he said", "He said, ‘The sign read “Keep out", "He said, ‘The sign read “Keep out”,’"),
            ("The plan is »dead«, he said", "The plan is »dead", "The plan is »dead«"),
            ("“We go,” he said", "We go", "We go"),
            ("He said “we go” now", "we go", "we go"),
            ("‘Go’ and ‘stay’ were said", "Go’ and ‘stay", "‘Go’ and ‘stay’"),
        ] {
            let tokens = tokens::split(text);
            let zones = pair(text, &tokens, &paragraphs::split(text));
            let start = text.find(words).unwrap();
            let end = start + words.len();
            let first = tokens.at_or_after(start as u32);
            let range = balanced(&tokens, &zones, &(first..tokens.at_or_after(end as u32)));
            assert_eq!(&text[tokens.span(range.start).start() as usize..tokens.span(range.end - 1).end() as usize], expected);
        }
    }

    #[test]
    fn a_quotation_runs_on_while_paragraphs_open_with_a_mark() {
        check("“We go.\n“We stay.”\nHe left.", &["We go.>", "We stay."]);
        check("“We go.\nHe left.", &["We go.…"]);
        check("‘We go.\n‘Don’t stay,’ he said.", &["We go.>", "Don’t stay,"]);
        check("'We go.\n'We stay.\n'We won't,' he said.", &["We go.>", "We stay.>", "We won't,"]);
        check("“We go.\n\nThe plan\n\n“We stay,” he said.", &["We go.>", "We stay,"]);
    }

    #[test]
    fn a_forgotten_closing_mark_does_not_swallow_the_next_quotation() {
        check("“We go. He left. “We stay,” she said.", &["We go. He left.…", "We stay,"]);
        check("He called it \"a mistake. \"We stop,\" he said. \"We go,\" she said.", &["a mistake.…", "We stop,", "We go,"]);
    }
}
