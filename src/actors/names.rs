//! Names: which runs of words are names, where the title ends and the name begins.
//!
//! Capitals, the learned names and what the whole text shows about a word propose; `kinds` judges what is named. Which names are one actor's
//! is decided in `link`.

use std::ops::Range;

use super::evidence::{Evidence, opens};
use super::kinds::{self, Verdict};
use super::lands;
use super::phrase;
use super::spelling::key;
use super::split::{is_office, names_owner};
use crate::article::Article;
use crate::language::NameClass;
use crate::language::tags::Upos;
use crate::lexicon::Strength;
use crate::lexicon::nouns;
use crate::lexicon::places::{Sort, country};
use crate::lexicon::{given, media, titles};
use crate::model::ActorType;
use crate::order;
use crate::vocabulary::QuickMap;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    /// Its words, without a title.
    pub(super) words: Range<usize>,
    /// The title or description right before it; empty when there is none.
    pub(super) title: Range<usize>,
    /// What it names, as this occurrence shows.
    pub(super) verdict: Verdict,
    /// Whether it only modifies a noun or stands in a title.
    pub(super) modifier: bool,
}

impl Name {
    /// Whether it is a single word that only looks like a surname.
    pub(super) fn is_doubtful(&self, article: &Article<'_>) -> bool {
        self.words.len() == 1 && self.title.is_empty() && self.verdict.weight < 3 && !given::is_given(article.lower(self.words.start))
    }
}

/// Finds names.
pub(super) struct Finder<'a, 'b> {
    pub(super) article: &'b Article<'a>,
    pub(super) evidence: Evidence<'a>,
    pub(super) classes: Vec<Option<NameClass>>,
    /// For each word, whether it can be part of a name.
    name_words: Vec<bool>,
    /// For each word, how many words the longest outlet's name has that begins with it.
    outlets: Vec<u8>,
    /// Where the learned names of organizations begin and end.
    pub(super) learned: QuickMap<usize, usize>,
    /// Where the learned names of persons begin and end.
    pub(super) persons: QuickMap<usize, usize>,
    /// The last words of outlets that the text gives in full: `Times`.
    outlet_ends: Vec<String>,
    pub(super) names: Vec<Name>,
    /// What names nobody where it stands: a title, the words.
    pub(super) dropped: Vec<(Range<usize>, Range<usize>)>,
}

/// The names of the article in text order, without overlap.
pub(super) fn find(article: &Article<'_>) -> Vec<Name> {
    let mut classes = vec![None; article.tokens.len()];
    let (mut learned, mut persons) = (QuickMap::default(), QuickMap::default());
    for name in &article.syntax.names {
        let small = |word: usize| article.is_any(word, &["of", "for", "and", "the", "&"]);
        let capital = |word: usize| article.begins_upper(word);
        if name.class == NameClass::Organization && name.tokens.len() <= 12 && name.tokens.clone().all(|word| capital(word) || small(word))
        {
            learned.insert(name.tokens.start, name.tokens.end);
        }
        if name.class == NameClass::Person {
            persons.insert(name.tokens.start, name.tokens.end);
        }
        classes[name.tokens.clone()].fill(Some(name.class));
    }
    let mut finder = Finder {
        article,
        evidence: Evidence::gather(article),
        classes,
        name_words: Vec::new(),
        outlets: outlets(article),
        learned,
        persons,
        outlet_ends: Vec::new(),
        names: Vec::new(),
        dropped: Vec::new(),
    };
    finder.name_words = (0..article.tokens.len()).map(|word| finder.judge_word(word)).collect();
    finder.gather_outlets();
    for (_, sentence) in article.article_sentences() {
        finder.scan(&sentence.tokens);
    }
    finder.recover();
    order::by_key(&mut finder.names, |name| [name.words.start as u32, 0, 0]);
    finder.names.dedup_by(|next, last| next.words.start < last.words.end);
    lands::spelled_out(article, &mut finder.names);
    finder.names
}

impl Finder<'_, '_> {
    fn gather_outlets(&mut self) {
        for (_, sentence) in self.article.article_sentences() {
            for at in sentence.tokens.clone() {
                if let Some(words) = self.outlet(at, sentence.tokens.end).filter(|words| words.len() > 1) {
                    self.outlet_ends.push(self.article.lower(words.end - 1).to_owned());
                }
            }
        }
        self.outlet_ends.sort_unstable();
        self.outlet_ends.dedup();
    }

    fn scan(&mut self, sentence: &Range<usize>) {
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some(words) = self.outlet(at, sentence.end) {
                at = words.end;
                let verdict = Verdict { kind: Some(ActorType::Media), country: None, weight: 3, strong: true };
                let modifier = kinds::is_modifier(self.article, &words);
                self.names.push(Name { title: words.start..words.start, words, verdict, modifier });
            } else if let Some(run) = self.run(at, sentence.end) {
                at = run.end;
                self.split(run);
            } else {
                at += 1;
            }
        }
    }

    /// The outlet whose name begins at `at`.
    fn outlet(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let article = self.article;
        let longest = at..at + usize::from(self.outlets[at]);
        if longest.is_empty() {
            return None;
        }
        let definite = at > 0 && article.is(at - 1, "the");
        if article.word(at) == "i" {
            return (definite && at + 1 < end && article.upos(at + 1) != Upos::Punct).then_some(longest);
        }
        let key = key(article, &longest);
        if longest.len() > 1 || !media::is_everyday(&key) {
            let continues = longest.end < end && self.is_name_word(longest.end) && titles::ends_organization(article.lower(longest.end));
            return (!continues).then_some(longest);
        }
        let shout = self.evidence.shouts(article, at);
        let alone = longest.end >= end || !self.is_name_word(longest.end);
        let known = self.outlet_ends.binary_search_by(|end| end.as_str().cmp(&key)).is_ok() && !(at > 0 && article.tag(at - 1).is_proper());
        (alone && (known || (definite && !shout && phrase::acts(article, &longest)))).then_some(longest)
    }

    /// Whether the word can be part of a name.
    pub(super) fn is_name_word(&self, word: usize) -> bool {
        self.name_words[word]
    }

    fn judge_word(&self, word: usize) -> bool {
        let article = self.article;
        if article.is_mark(word) || !article.has_upper(word) {
            return false;
        }
        let (form, lower) = (article.word(word), article.lower(word));
        if form.starts_with(['#', '@']) || matches!(form, "I" | "I'm" | "A") || form.starts_with(['\'', '’']) {
            return false;
        }
        // `Live: Storm nears coast`
        if word + 1 < article.tokens.len() && article.is(word + 1, ":") && titles::is_label(lower) && opens(article, word) {
            return false;
        }
        if titles::is_calendar(lower) && self.is_date(word) {
            return false;
        }
        let loud = self.is_loud(word);
        let acronym = !loud && form.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if loud && !article.tag(word).is_noun() && self.classes[word].is_none() {
            return false;
        }
        if titles::is_function_word(lower) && !acronym && !self.is_called_so(word) {
            return false;
        }
        // In a headline the learned names know as little as anybody what a capital means.
        let doubtful = self.evidence.shouts(article, word) && self.evidence.lower_count(lower) > 0;
        if self.classes[word].is_some_and(|class| class != NameClass::Nationality) && !doubtful {
            return true;
        }
        if self.evidence.shouts(article, word) {
            let all_capitals = form.chars().all(|c| !c.is_lowercase()) && form.chars().count() > 4;
            return self.evidence.is_capital(form, lower)
                || (!all_capitals && is_known(lower))
                || (all_capitals && self.evidence.is_capital(&titled(form), lower));
        }
        if !opens(article, word) {
            return !matches!(lower, "the" | "an" | "internet" | "mr" | "i") || titles::is_title(lower);
        }
        if acronym || self.evidence.is_capital(form, lower) || is_known(lower) {
            return true;
        }
        let next_capital = word + 1 < article.tokens.len() && article.begins_upper(word + 1) && !article.is_mark(word + 1);
        let lower_too = self.evidence.lower_count(lower) > 0;
        let proper = article.tag(word).is_proper() || matches!(article.upos(word), Upos::X | Upos::Part | Upos::Intj);
        (proper && !lower_too && nouns::role(lower).is_none())
            || (next_capital && !lower_too && (proper || matches!(article.upos(word), Upos::Noun | Upos::Adj)))
    }

    /// Whether the function word is somebody's name where it stands: `County Attorney Will Davis`.
    fn is_called_so(&self, word: usize) -> bool {
        let named = self.classes[word] == Some(NameClass::Person) && self.article.tag(word).is_proper();
        let begins = self.persons.get(&word).is_some_and(|&end| end > word + 1);
        named && !self.evidence.shouts(self.article, word) && (begins || !opens(self.article, word))
    }

    /// Whether the words around are all capitals too, so that capitals make no acronym.
    fn is_loud(&self, word: usize) -> bool {
        let article = self.article;
        let sentence = article.sentence(word);
        let beside = [word.checked_sub(1), Some(word + 1)].into_iter().flatten().filter(|other| sentence.contains(other));
        let mut words = beside.filter(|&other| article.word(other).chars().filter(|c| c.is_alphabetic()).count() > 1);
        let upper = |other: usize| !article.word(other).chars().any(char::is_lowercase);
        self.evidence.shouts(article, word) && upper(word) && words.next().is_some_and(upper) && words.all(upper)
    }

    /// Whether a day or month is one here; a month can also be a surname.
    fn is_date(&self, word: usize) -> bool {
        let article = self.article;
        let surname = article.is_any(word, &["may", "march", "april", "june", "august", "jan"]);
        let behind = word + 1 < article.tokens.len() && article.tokens.kind(word + 1) == crate::tokens::Kind::Number;
        let named = word > 0 && article.begins_upper(word - 1) && !opens(article, word);
        // `Jan van der Meer`, but `in June van der Meer`.
        let before = || word > 0 && matches!(article.upos(word - 1), Upos::Adp | Upos::Adj | Upos::Det);
        let particle = word + 1 < article.tokens.len() && article.begins_lower(word + 1) && given::is_particle(article.lower(word + 1));
        let called = particle && !before() || self.classes[word] == Some(NameClass::Person) && article.tag(word).is_proper();
        !surname || behind || !(named || called || article.is_title(word.saturating_sub(1)) || phrase::speaks(article, &(word..word + 1)))
    }

    /// The run of name words that begins at `at`, with the small words that join parts of a name.
    fn run(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let named = |word: usize| {
            word < end
                && self.is_name_word(word)
                && self.outlet(word, end).is_none_or(|outlet| outlet.len() == 1 && media::is_everyday(&key(self.article, &outlet)))
        };
        if !named(at) {
            return None;
        }
        let shout = self.evidence.shouts(self.article, at);
        if shout && self.says(at) {
            return None;
        }
        let mut run = at..at + 1;
        while run.len() < 24 {
            let next = run.end;
            if named(next) && !(shout && self.parts(next)) {
                run.end = next + 1;
            } else if !shout
                && (next + 1 < end && run.len() > 1 && self.is_second_syllable(next) || named(next + 1) && self.joins(&run, next))
            {
                run.end = next + 2;
            } else if !shout && named(next + 2) && self.joins_two(&run, next) {
                run.end = next + 3;
            } else if self.article.is(next, ",")
                && next + 1 < end
                && titles::is_generation(self.article.lower(next + 1).trim_end_matches('.'))
            {
                // `Martin Okafor, Jr.`
                run.end = next + 2;
            } else if let Some(nickname) = self.article.nickname(next).filter(|nickname| nickname.end < end) {
                run.end = nickname.end + 1;
            } else {
                break;
            }
        }
        let within = run.clone().filter_map(|word| self.learned.get(&word)).max();
        if let Some(&end) = within.filter(|&&learned| learned > run.end && learned <= end && !shout) {
            run.end = end;
        }
        Some(run)
    }

    /// What the learned names call the words: what most of them are called, somebody before something.
    pub(super) fn class(&self, words: &Range<usize>) -> Option<NameClass> {
        const ORDER: [NameClass; 5] =
            [NameClass::Person, NameClass::Organization, NameClass::Place, NameClass::Nationality, NameClass::Other];
        let count = |class: &NameClass| words.clone().filter(|&word| self.classes[word] == Some(*class)).count();
        ORDER.into_iter().rev().max_by_key(count).filter(|class| count(class) > 0)
    }

    /// Whether a hyphen and the rest of a given name stand here: `Kwok-hung`.
    fn is_second_syllable(&self, hyphen: usize) -> bool {
        let article = self.article;
        let glued = article.is_any(hyphen, &["-", "‑", "‐"]) && article.tokens.is_glued(hyphen) && article.tokens.is_glued(hyphen + 1);
        let form = article.word(hyphen + 1);
        let short = form.chars().count() <= 5 && form.chars().all(char::is_lowercase);
        let adjective = ["based", "led", "born", "style", "wide", "era", "like", "run", "area", "only", "held", "made", "owned", "year"]
            .contains(&form);
        glued
            && short
            && !adjective
            && article.word(hyphen - 1).chars().count() <= 7
            && (article.tag(hyphen + 1).is_proper() || article.upos(hyphen + 1) == Upos::X)
    }

    /// Whether in a headline the word more likely begins a new name than goes on with one.
    fn parts(&self, word: usize) -> bool {
        self.article.country(word).is_some() || self.says(word)
    }

    /// Whether the word is a verb of saying, capital or not: `Baxter Says`.
    fn says(&self, word: usize) -> bool {
        self.article.cue(word).is_some_and(|cue| cue.clause == Strength::Strong)
    }

    /// Whether the small word `word` between two name words belongs to the name.
    fn joins(&self, run: &Range<usize>, word: usize) -> bool {
        let article = self.article;
        let last = article.lower(run.end - 1);
        let next = article.lower(word + 1);
        match article.lower(word) {
            "-" | "‐" | "‑" | "–" => article.tokens.is_glued(word) && article.tokens.is_glued(word + 1) && country(last).is_none(),
            "&" => true,
            "'" | "’" | "'s" | "’s" => names_owner(article, word - 1) && titles::ends_organization(next),
            "of" | "for" => titles::heads_organization(last) || (is_office(last) && (titles::is_topic(next) || next == "staff")),
            "and" => {
                let within = run.clone().any(|word| article.is_any(word, &["of", "for"]));
                // `Transport and Allied Workers' Union`: a possessive goes on.
                let owner = word + 3 < article.tokens.len() && phrase::is_possessive(article, word + 3);
                let near = word + 2..(word + 4 + usize::from(owner)).min(article.tokens.len());
                let ends = near.clone().any(|word| titles::ends_organization(article.lower(word)));
                titles::is_topic(last) && (titles::is_topic(next) || ends) && (within || ends)
            }
            small => given::is_particle(small) && !titles::is_function_word(last),
        }
    }

    fn joins_two(&self, run: &Range<usize>, word: usize) -> bool {
        let article = self.article;
        let last = article.lower(run.end - 1);
        let within = run.clone().any(|word| article.is_any(word, &["of", "for"]));
        let the = article.is(word + 1, "the");
        (article.is_any(word, &["van", "von", "de"]) && article.is_any(word + 1, &["der", "den", "la", "las", "los"]))
            || (article.is(word, "and")
                && the
                && within
                && self.evidence.lower_count(article.lower(word + 2)) == 0
                && country(last).is_some())
            || (article.is_any(word, &["of", "for"]) && the && titles::heads_organization(last))
    }
}

/// For each word of the article, how many words the longest outlet's name has that begins with it.
fn outlets(article: &Article<'_>) -> Vec<u8> {
    // One outlet is written without a capital.
    let named = |form: &str| form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || form == "i";
    let words: Vec<_> = article.words().iter().map(|word| (named(word.form), media::begins(&word.lower))).collect();
    let named = |word: usize| words[article.number(word)].0;
    let mut found = vec![0; article.tokens.len()];
    for (_, sentence) in article.article_sentences() {
        for at in sentence.tokens.clone().filter(|&word| named(word)) {
            // The article is no part of a name as it is listed.
            let first = if article.is(at, "the") { at + 1 } else { at };
            if first < article.tokens.len() && words[article.number(first)].1 {
                let lengths = 1..=(sentence.tokens.end - at).min(2 * media::LONGEST);
                let listed = |length: &usize| named(at + length - 1) && media::is_outlet(&key(article, &(at..at + length)));
                found[at] = lengths.rev().find(listed).unwrap_or(0) as u8;
            }
        }
    }
    found
}

fn is_known(lower: &str) -> bool {
    let land = country(lower).is_some_and(|(_, sort)| sort != Sort::Demonym);
    land || given::is_given(lower)
        || titles::is_organization(lower)
        || titles::is_group(lower)
        || (media::is_outlet(lower) && !media::is_everyday(lower))
}

/// The word with only its first letter as a capital.
fn titled(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
}
