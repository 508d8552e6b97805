//! Names: which runs of words are names, where the title ends and the name begins.
//!
//! Capitals, the learned names and what the whole text shows about a word propose; `kinds` judges what is named. Which names are one actor's
//! is decided in `link`.

use std::collections::HashMap;
use std::ops::Range;

use super::evidence::{Evidence, opens};
use super::kinds::{self, Verdict};
use super::phrase;
use crate::article::Article;
use crate::language::NameClass;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns;
use crate::lexicon::places::{self, Sort, country};
use crate::lexicon::{media, titles};
use crate::model::ActorType;

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

/// The words in lower case with single spaces, without "the" at the start.
pub(super) fn key(article: &Article<'_>, words: &Range<usize>) -> String {
    let mut key = String::new();
    for word in words.clone().filter(|&word| !(word == words.start && words.len() > 1 && article.is(word, "the"))) {
        if !key.is_empty() && !article.tokens.is_glued(word) {
            key.push(' ');
        }
        key.push_str(&article.lower(word).replace('’', "'"));
    }
    key
}

/// Finds names.
pub(super) struct Finder<'a, 'b> {
    article: &'b Article<'a>,
    evidence: Evidence<'a>,
    classes: Vec<Option<NameClass>>,
    /// The last words of outlets that the text gives in full: `Times`.
    outlet_ends: Vec<String>,
    names: Vec<Name>,
    /// What names nobody where it stands: a title, the words.
    dropped: Vec<(Range<usize>, Range<usize>)>,
}

/// The names of the article in text order, without overlap.
pub(super) fn find(article: &Article<'_>) -> Vec<Name> {
    let mut classes = vec![None; article.tokens.len()];
    for name in &article.syntax.names {
        classes[name.tokens.clone()].fill(Some(name.class));
    }
    let mut finder =
        Finder { article, evidence: Evidence::gather(article), classes, outlet_ends: Vec::new(), names: Vec::new(), dropped: Vec::new() };
    finder.gather_outlets();
    for (_, sentence) in article.article_sentences() {
        finder.scan(&sentence.tokens);
    }
    finder.recover();
    finder.names.sort_by_key(|name| name.words.start);
    finder.names.dedup_by(|next, last| next.words.start < last.words.end);
    finder.names
}

impl Finder<'_, '_> {
    fn gather_outlets(&mut self) {
        for (_, sentence) in self.article.article_sentences() {
            for at in sentence.tokens.clone() {
                if let Some(words) = self.outlet(at, sentence.tokens.end).filter(|words| words.len() > 1) {
                    self.outlet_ends.push(self.article.lower(words.end - 1));
                }
            }
        }
        self.outlet_ends.sort();
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
        let word = article.word(at);
        let definite = at > 0 && article.is(at - 1, "the");
        if word == "i" {
            return (definite && at + 1 < end && article.upos(at + 1) != Upos::Punct).then_some(at..at + 1);
        }
        if !word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        let longest = (at + 1..=end.min(at + 2 * media::LONGEST)).rev().map(|end| at..end).find(|words| {
            let last = article.word(words.end - 1);
            last.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && media::is_outlet(&key(article, words))
        })?;
        let key = key(article, &longest);
        if longest.len() > 1 || !media::is_everyday(&key) {
            let continues = longest.end < end && self.is_name_word(longest.end) && titles::ends_organization(&article.lower(longest.end));
            return (!continues).then_some(longest);
        }
        let shout = self.evidence.shouts(article, at);
        let alone = longest.end >= end || !self.is_name_word(longest.end);
        let known = self.outlet_ends.binary_search(&key).is_ok() && !(at > 0 && article.tag(at - 1).is_proper());
        (alone && (known || (definite && !shout && phrase::acts(article, &longest)))).then_some(longest)
    }

    /// Whether the word can be part of a name.
    fn is_name_word(&self, word: usize) -> bool {
        let article = self.article;
        let form = article.word(word);
        if article.is_mark(word)
            || !form.chars().any(char::is_uppercase)
            || matches!(form, "I" | "I'm" | "A")
            || form.starts_with(['\'', '’'])
        {
            return false;
        }
        if titles::is_calendar(&form.to_lowercase()) && self.is_date(word) {
            return false;
        }
        if self.classes[word].is_some_and(|class| class != NameClass::Nationality) {
            return true;
        }
        let lower = form.to_lowercase();
        let acronym = form.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if titles::is_function_word(&lower) && !acronym {
            return false;
        }
        if self.evidence.shouts(article, word) {
            let all_capitals = form.chars().all(|c| !c.is_lowercase()) && form.chars().count() > 4;
            return self.evidence.is_capital(form)
                || (!all_capitals && is_known(&lower))
                || (all_capitals && self.evidence.is_capital(&titled(form)));
        }
        if !opens(article, word) {
            return !matches!(lower.as_str(), "the" | "an" | "internet" | "mr" | "i") || titles::is_title(&lower);
        }
        if acronym || self.evidence.is_capital(form) || is_known(&lower) {
            return true;
        }
        let next_capital =
            word + 1 < article.tokens.len() && article.word(word + 1).starts_with(char::is_uppercase) && !article.is_mark(word + 1);
        let lower_too = self.evidence.lower_count(form) > 0;
        let proper = article.tag(word).is_proper() || matches!(article.upos(word), Upos::X | Upos::Part | Upos::Intj);
        (proper && !lower_too && nouns::role(&lower).is_none())
            || (next_capital && !lower_too && (proper || matches!(article.upos(word), Upos::Noun | Upos::Adj)))
    }

    /// Whether a day or month is one here; a month can also be a surname.
    fn is_date(&self, word: usize) -> bool {
        let article = self.article;
        let surname = article.is_any(word, &["may", "march", "april", "june", "august", "jan"]);
        let behind = word + 1 < article.tokens.len() && article.tokens.kind(word + 1) == crate::tokens::Kind::Number;
        let named = word > 0 && article.word(word - 1).starts_with(char::is_uppercase) && !opens(article, word);
        !surname
            || behind
            || !(named || titles::is_title(&article.lower(word.saturating_sub(1))) || phrase::speaks(article, &(word..word + 1)))
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
            } else {
                break;
            }
        }
        Some(run)
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
        country(&self.article.lower(word)).is_some()
    }

    /// Whether the small word `word` between two name words belongs to the name.
    fn joins(&self, run: &Range<usize>, word: usize) -> bool {
        let article = self.article;
        let last = article.lower(run.end - 1);
        let next = article.lower(word + 1);
        match article.lower(word).as_str() {
            "-" | "‐" | "‑" | "–" => article.tokens.is_glued(word) && article.tokens.is_glued(word + 1) && country(&last).is_none(),
            "&" => true,
            "of" | "for" => titles::heads_organization(&last) || (is_office(&last) && (titles::is_topic(&next) || next == "staff")),
            "and" => {
                let within = run.clone().any(|word| article.is_any(word, &["of", "for"]));
                let ends = (word + 2..word + 4).any(|word| word < article.tokens.len() && titles::ends_organization(&article.lower(word)));
                titles::is_topic(&last) && (titles::is_topic(&next) || ends) && (within || ends)
            }
            "de" | "da" | "di" | "del" | "della" | "van" | "von" | "der" | "den" | "bin" | "ibn" | "bint" | "al" | "el" | "la" | "le"
            | "du" | "dos" | "das" | "ul" | "ter" | "ten" | "y" => !titles::is_function_word(&last),
            _ => false,
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
                && self.evidence.lower_count(article.word(word + 2)) == 0
                && country(&last).is_some())
            || (article.is_any(word, &["of", "for"]) && the && titles::heads_organization(&last))
    }

    /// Parts a run into names with their titles.
    fn split(&mut self, run: Range<usize>) {
        let article = self.article;
        // `Refugee Council Jane Doe`: an organization ends, a person begins.
        let cut = (run.start + 1..run.end.saturating_sub(1)).find(|&word| {
            let rest = word + 1..run.end;
            let person = (2..=4).contains(&rest.len())
                && titles::is_given(&article.lower(rest.start))
                && !titles::ends_organization(&article.lower(run.end - 1));
            titles::ends_organization(&article.lower(word)) && person
        });
        if let Some(cut) = cut {
            self.split(run.start..cut + 1);
            return self.add(cut + 1..cut + 1, cut + 1..run.end);
        }
        // `ambassador to the United States Jane Doe`: a country ends, a person begins.
        let land = (run.start + 1..run.end.saturating_sub(1)).find(|&cut| {
            let named = country(&key(article, &(run.start..cut))).is_some_and(|(_, sort)| sort == Sort::Country);
            named
                && (cut > run.start + 1 || titles::is_given(&article.lower(cut)))
                && !titles::ends_organization(&article.lower(run.end - 1))
        });
        if let Some(cut) = land.filter(|&cut| (2..=3).contains(&(run.end - cut)) && !titles::is_title(&article.lower(cut))) {
            self.add(run.start..run.start, run.start..cut);
            return self.add(cut..cut, cut..run.end);
        }
        let title = self.title(&run);
        self.owners(&title);
        if title.end < run.end {
            self.add(title.clone(), title.end..run.end);
        }
    }

    /// The title words at the start of a run: all up to the last title that leaves a name behind it; all of them when the run is a title only.
    fn title(&self, run: &Range<usize>) -> Range<usize> {
        let article = self.article;
        let lower = |word: usize| article.lower(word);
        let none = run.start..run.start;
        let whole = key(article, run);
        if country(&whole).is_some() || titles::is_organization(&whole) || titles::is_government(&whole) || places::is_region(&whole) {
            return none;
        }
        let organization = titles::ends_organization(&lower(run.end - 1)) || places::is_region(&lower(run.end - 1));
        if run.len() == 1 {
            let role = titles::is_title(&lower(run.start)) && nouns::role(&lower(run.start)).is_some();
            return if role { run.clone() } else { none };
        }
        let is_title = |word: usize| {
            let form = lower(word);
            (titles::is_title(&form) || (nouns::role(&form) == Some(nouns::Sort::Person) && !titles::is_given(&form)))
                && !(word == run.start && titles::is_given(&form) && !titles::is_title(&form))
        };
        let mut end = match run.clone().rev().find(|&word| is_title(word)) {
            Some(last) => last + 1,
            None => return none,
        };
        // The office goes on: `Secretary of State`, `Chief of Staff`.
        if end + 1 < run.end && article.is_any(end, &["of", "for"]) {
            let mut topic = end + 1;
            while topic < run.end
                && (titles::is_topic(&lower(topic)) || lower(topic) == "staff" || article.is_any(topic, &["and", "the", "for", "of"]))
            {
                topic += 1;
            }
            end = topic;
        }
        let rest = run.end - end;
        let single_first =
            end == run.start + 1 && organization && !matches!(lower(run.start).trim_end_matches('.'), "mr" | "mrs" | "ms" | "dr");
        if (organization && rest > 0 && (single_first || rest > 2)) || rest > 5 {
            return none;
        }
        run.start..end
    }

    /// Names of organizations, outlets and countries inside a title.
    fn owners(&mut self, title: &Range<usize>) {
        let mut at = title.start;
        while at < title.end {
            let found = (at + 1..=title.end.min(at + 5)).rev().map(|end| at..end).find(|words| {
                let key = key(self.article, words);
                let land = country(&key).is_some_and(|(_, sort)| sort != Sort::Demonym && sort != Sort::People);
                let known =
                    titles::is_organization(&key) || titles::is_government(&key) || (media::is_outlet(&key) && !media::is_everyday(&key));
                let last = self.article.lower(words.end - 1);
                let ends = words.len() > 1
                    && words.end < title.end
                    && titles::ends_organization(&last)
                    && !titles::is_title(&last)
                    && !titles::is_topic(&last);
                land || known || ends
            });
            if let Some(words) = found {
                let key = key(self.article, &words);
                let (kind, land) = match country(&key) {
                    Some((name, _)) => (ActorType::Government, Some(name)),
                    None if media::is_outlet(&key) => (ActorType::Media, None),
                    None if titles::is_government(&key) => (ActorType::Government, None),
                    None => (ActorType::Organization, None),
                };
                let verdict = Verdict { kind: Some(kind), country: land, weight: 3, strong: false };
                at = words.end;
                self.names.push(Name { title: words.start..words.start, words, verdict, modifier: true });
            } else {
                at += 1;
            }
        }
    }

    /// Adds the name `words` if it names somebody.
    fn add(&mut self, title: Range<usize>, words: Range<usize>) {
        let article = self.article;
        let mut words = words;
        while words.len() > 1 && !self.is_name_word(words.start) {
            words.start += 1;
        }
        // Suffixes and adjectives do not begin a name: `Democratic Bernie Sanders`, `Conservative Jane Doe`.
        while words.len() > 2 && titles::is_adjective(&article.lower(words.start)) && titles::is_given(&article.lower(words.start + 1)) {
            words.start += 1;
        }
        let organization = titles::ends_organization(&article.lower(words.end - 1));
        let title = if title.is_empty() && !organization { lead(article, words.start) } else { title };
        let described = !title.is_empty();
        let kin_title = described
            && title
                .clone()
                .any(|word| titles::is_title(&article.lower(word)) || nouns::role(&article.lower(word)) == Some(nouns::Sort::Person));
        let class = self.classes[words.end - 1];
        let found = key(article, &words);
        if let Some(verdict) = kinds::judge(article, &self.evidence, &words, &found, kin_title, class) {
            let modifier = kinds::is_modifier(article, &words);
            self.names.push(Name { words, title, verdict, modifier });
        } else {
            self.dropped.push((title, words));
        }
    }

    /// Takes back what was dropped where the text elsewhere shows it to be somebody's name or surname: `proposals from Doe`.
    fn recover(&mut self) {
        let article = self.article;
        let mut known: HashMap<String, (ActorType, bool)> = HashMap::new();
        for name in self.names.iter().filter(|name| name.verdict.weight > 0 && name.verdict.country.is_none()) {
            let Some(kind) = name.verdict.kind else { continue };
            let person = kind == ActorType::Person && name.words.len() > 1;
            if person {
                known.entry(article.lower(name.words.end - 1)).or_insert((kind, true));
            }
            let sure = name.verdict.weight > 1 || name.verdict.strong && phrase::is_source(article, &name.words);
            if kind != ActorType::Government && sure {
                known.entry(key(article, &name.words)).or_insert((kind, name.words.len() > 1 || kind != ActorType::Group));
            }
        }
        for (title, words) in std::mem::take(&mut self.dropped) {
            let found = key(article, &words);
            let family = found.strip_suffix('s').and_then(|one| known.get(one)).is_some_and(|known| known.0 == ActorType::Person);
            let kind = known.get(&found).filter(|known| known.1).map(|known| known.0).or(family.then_some(ActorType::Group));
            if let Some(kind) = kind.filter(|_| country(&found).is_none() && !places::is_region(&found) && !titles::is_adjective(&found)) {
                let verdict = Verdict { kind: Some(kind), country: None, weight: 1, strong: true };
                let modifier = kinds::is_modifier(article, &words);
                self.names.push(Name { words, title, verdict, modifier });
            }
        }
        // `the Does`: the plural of a surname is the family.
        for name in &mut self.names {
            let found = key(article, &name.words);
            let family = name.words.len() == 1 && name.title.is_empty() && name.verdict.weight < 2;
            let one = found.strip_suffix('s').filter(|_| family && !known.contains_key(&found));
            if one.and_then(|one| known.get(one)).is_some_and(|known| known.0 == ActorType::Person) {
                name.verdict = Verdict { kind: Some(ActorType::Group), country: None, weight: 2, strong: true };
            }
        }
    }
}

/// The lower-case description right before a name: `spokesman Jason Doe`; empty when there is none.
fn lead(article: &Article<'_>, start: usize) -> Range<usize> {
    let none = start..start;
    let Some(noun) = start.checked_sub(1).filter(|&noun| noun >= article.sentence(start).start) else { return none };
    let form = article.lower(noun);
    let person = nouns::role(&form) == Some(nouns::Sort::Person) && article.tag(noun).is_noun() && article.xpos(noun) != Xpos::Nns;
    if !person || article.upos(noun) == Upos::Verb {
        return none;
    }
    phrase::left_edge(article, noun)..start
}

/// Whether the word is an office that goes on with `of`: Secretary of State.
fn is_office(word: &str) -> bool {
    matches!(word, "secretary" | "minister" | "chief" | "undersecretary" | "attorney" | "director" | "speaker" | "leader")
}

fn is_known(lower: &str) -> bool {
    let land = country(lower).is_some_and(|(_, sort)| sort != Sort::Demonym);
    land || titles::is_given(lower)
        || titles::is_organization(lower)
        || titles::is_group(lower)
        || (media::is_outlet(lower) && !media::is_everyday(lower))
}

/// The word with only its first letter as a capital.
fn titled(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
}
