//! Runs of name words into names: where the title ends, which organization stands before a person, and what was dropped too early.
//!
//! It cuts and asks `kinds` what each piece names.

use std::ops::Range;

use super::kinds::{self, Verdict};
use super::names::{Finder, Name};
use super::phrase;
use super::spelling::{key, size};
use crate::article::Article;
use crate::language::NameClass;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns;
use crate::lexicon::places::{self, Sort, country};
use crate::lexicon::{given, media, titles};
use crate::model::ActorType;
use crate::vocabulary::QuickMap;

impl Finder<'_, '_> {
    /// Parts a run into names with their titles.
    pub(super) fn split(&mut self, run: Range<usize>) {
        let article = self.article;
        let run = self.without_letters(run);
        // `Refugee Council Jane Doe`: an organization ends, a person begins.
        let cut = (run.start + 1..run.end.saturating_sub(1)).find(|&word| {
            let rest = word + 1..run.end;
            let person = (2..=4).contains(&rest.len())
                && given::is_given(article.lower(rest.start))
                && !titles::ends_organization(article.lower(run.end - 1));
            titles::ends_organization(article.lower(word)) && person || self.learned_border(word, &rest)
        });
        if let Some(cut) = cut {
            self.split(run.start..cut + 1);
            return self.add(cut + 1..cut + 1, cut + 1..run.end);
        }
        // `ambassador to the United States Jane Doe`: a country or region ends, a person begins.
        let land = (run.start + 1..run.end.saturating_sub(1)).find(|&cut| {
            let place = key(article, &(run.start..cut));
            let named = country(&place).is_some_and(|(_, sort)| sort == Sort::Country);
            let given = given::is_given(article.lower(cut));
            (named && (cut > run.start + 1 || given) || places::is_region(&place) && given)
                && !titles::ends_organization(article.lower(run.end - 1))
        });
        if let Some(cut) = land.filter(|&cut| (2..=3).contains(&(run.end - cut)) && !article.is_title(cut)) {
            if !places::is_region(&key(article, &(run.start..cut))) {
                self.add(run.start..run.start, run.start..cut);
            }
            return self.add(cut..cut, cut..run.end);
        }
        let title = self.title(&run);
        self.owners(&title);
        if title.end < run.end {
            self.add(title.clone(), title.end..run.end);
        }
    }

    /// The run without the letters of rank, honor or degree behind a person's name: `Jane Doe KC`. An office in letters ends titles too, so that the name
    /// before it has to be a person's.
    fn without_letters(&self, mut run: Range<usize>) -> Range<usize> {
        let article = self.article;
        let person = || given::is_given(article.lower(run.start)) || article.is_title(run.start) || self.persons.contains_key(&run.start);
        let letters = |word: usize| titles::is_post_nominal(article.word(word)) && !self.evidence.shouts(article, word);
        let count = run.clone().rev().take_while(|&word| letters(word)).count();
        let honor = run.clone().rev().take(count).any(|word| !titles::is_office_in_letters(article.word(word)));
        let named = run.len() >= count + 2 && !titles::ends_organization(article.lower(run.end - count - 1));
        if count > 0 && named && (honor || person()) {
            run.end -= count;
        }
        run
    }

    /// Whether the learned names see a place or an organization end with `word` and a person in the `rest` of the run: `Middle East Jane Doe`.
    fn learned_border(&self, word: usize, rest: &Range<usize>) -> bool {
        let before = matches!(self.classes[word], Some(NameClass::Place | NameClass::Organization));
        let person = rest.len() > 1 && self.persons.get(&rest.start) == Some(&rest.end);
        before && person && !self.article.is_title(rest.start)
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
        let organization = titles::ends_organization(lower(run.end - 1)) || places::is_region(lower(run.end - 1));
        if run.len() > 2 && self.learned.get(&run.start) == Some(&run.end) && run.clone().any(|word| article.is_any(word, &["of", "for"])) {
            return none;
        }
        if run.len() == 1 {
            let role = titles::is_title(lower(run.start)) && nouns::role(lower(run.start)).is_some();
            return if role { run.clone() } else { none };
        }
        // `Martin Lowell King Jr.`, `Susan Baker`: what follows a given name is no title.
        let given = given::is_given(lower(run.start)) && !titles::is_title(lower(run.start));
        let suffix = matches!(lower(run.end - 1).trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv");
        if given || suffix && !titles::is_title(lower(run.start)) {
            return none;
        }
        let is_title = |word: usize| {
            let form = lower(word);
            // Everyday people are in titles of books rather than before names.
            let everyday = matches!(
                form,
                "man" | "woman" | "boy" | "girl" | "guy" | "son" | "daughter" | "host" | "guest" | "star" | "baker" | "potter"
            );
            let person = nouns::role(form) == Some(nouns::Sort::Person) && !given::is_given(form) && !everyday;
            (titles::is_title(form) || person) && article.nickname(word).is_none()
        };
        let mut end = match run.clone().rev().find(|&word| is_title(word)) {
            Some(last) => last + 1,
            None => return none,
        };
        // The office goes on: `Secretary of State`, `Chief of Staff`.
        if end + 1 < run.end && article.is_any(end, &["of", "for"]) {
            let mut topic = end + 1;
            while topic < run.end
                && (titles::is_topic(lower(topic)) || lower(topic) == "staff" || article.is_any(topic, &["and", "the", "for", "of"]))
            {
                topic += 1;
            }
            end = topic;
        }
        let rest = size(article, &(end..run.end));
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
                    && titles::ends_organization(last)
                    && !titles::is_title(last)
                    && !titles::is_topic(last);
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
        // `Q. What happened?`
        if words.len() == 1 && matches!(article.word(words.start).as_bytes(), [_, b'.']) {
            return;
        }
        // `Mr. and Mrs. Kell`: a title alone is nobody's name.
        if words.len() == 1 && titles::is_title(article.lower(words.start)) && titles::gender(article.lower(words.start)).is_some() {
            return self.dropped.push((title, words));
        }
        let mut words = words;
        while words.len() > 1 && !self.is_name_word(words.start) {
            words.start += 1;
        }
        // Suffixes and adjectives do not begin a name: `Democratic Bernie Sanders`, `Conservative Jane Doe`.
        while words.len() > 2 && titles::is_adjective(article.lower(words.start)) && given::is_given(article.lower(words.start + 1)) {
            words.start += 1;
        }
        let organization = titles::ends_organization(article.lower(words.end - 1));
        let title = if title.is_empty() && !organization { lead(article, words.start) } else { title };
        let described = !title.is_empty();
        let letters = words.end < article.sentence(words.start).end && titles::is_post_nominal(article.word(words.end));
        let kin_title =
            letters || described && title.clone().any(|word| article.is_title(word) || article.role(word) == Some(nouns::Sort::Person));
        let class = self.class(&words);
        let found = key(article, &words);
        if let Some(verdict) = kinds::judge(article, &self.evidence, &words, &found, kin_title, class) {
            let modifier = kinds::is_modifier(article, &words);
            self.names.push(Name { words, title, verdict, modifier });
        } else {
            self.dropped.push((title, words));
        }
    }

    /// Takes back what was dropped where the text elsewhere shows it to be somebody's name or surname: `proposals from Doe`.
    pub(super) fn recover(&mut self) {
        let article = self.article;
        let mut known: QuickMap<String, (ActorType, bool)> = QuickMap::default();
        for name in self.names.iter().filter(|name| name.verdict.weight > 0 && name.verdict.country.is_none()) {
            let Some(kind) = name.verdict.kind else { continue };
            let person = kind == ActorType::Person && name.words.len() > 1;
            let surname = article.lower(name.words.end - 1);
            if person && !known.contains_key(surname) {
                known.insert(surname.to_owned(), (kind, true));
            }
            let sure = name.verdict.weight > 1 || name.verdict.strong && phrase::is_source(article, &name.words);
            if kind != ActorType::Government && sure {
                let found = key(article, &name.words);
                if !known.contains_key(&*found) {
                    known.insert(found.into_owned(), (kind, name.words.len() > 1 || kind != ActorType::Group));
                }
            }
        }
        for (title, words) in std::mem::take(&mut self.dropped) {
            let found = key(article, &words);
            let family = found.strip_suffix('s').and_then(|one| known.get(one)).is_some_and(|known| known.0 == ActorType::Person);
            let kind = known.get(&*found).filter(|known| known.1).map(|known| known.0).or(family.then_some(ActorType::Group));
            if let Some(kind) = kind.filter(|_| country(&found).is_none() && !places::is_region(&found) && !titles::is_adjective(&found)) {
                let verdict = Verdict { kind: Some(kind), country: None, weight: 1, strong: true };
                let modifier = kinds::is_modifier(article, &words);
                self.names.push(Name { words, title, verdict, modifier });
            }
        }
        // A country that is somebody's surname: `Jim Jordan … Jordan said`.
        for name in self.names.iter_mut().filter(|name| name.verdict.country.is_some() && name.words.len() == 1 && !name.modifier) {
            let bearer = known.get(article.lower(name.words.start)).is_some_and(|known| known.0 == ActorType::Person);
            if bearer {
                name.verdict = Verdict { kind: Some(ActorType::Person), country: None, weight: 2, strong: true };
            }
        }
        // `the Does`: the plural of a surname is the family.
        let unsure = |name: &&mut Name| name.words.len() == 1 && name.title.is_empty() && name.verdict.weight < 2;
        for name in self.names.iter_mut().filter(unsure) {
            let found = key(article, &name.words);
            let one = found.strip_suffix('s').filter(|_| !known.contains_key(&*found));
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
    // The tagger takes some of these nouns for adjectives: `Axios correspondent Jane Doe`.
    let singular = (article.tag(noun).is_noun() || article.upos(noun) == Upos::Adj) && article.xpos(noun) != Xpos::Nns;
    if !singular || nouns::role(form) != Some(nouns::Sort::Person) {
        return none;
    }
    phrase::left_edge(article, noun)..start
}

/// Whether the word before a possessive goes on in the name of an organization: several people or a saint rather than an owner (`Farmers' Union`,
/// `Women's Institute`, `St Mary's School`, but `Lumen's company`).
pub(super) fn names_owner(article: &Article<'_>, word: usize) -> bool {
    let several = matches!(article.xpos(word), Xpos::Nns | Xpos::Nnps) || article.lower(word).ends_with('s');
    let people = several && nouns::role(article.lower(word)) == Some(nouns::Sort::Group) && !titles::is_group(article.lower(word));
    let saint = word > 0 && matches!(article.word(word - 1), "St" | "St." | "Saint");
    people || saint || article.is_any(word, &["women", "men", "children", "people", "king", "queen"])
}

/// Whether the word is an office that goes on with `of`: Secretary of State.
pub(super) fn is_office(word: &str) -> bool {
    matches!(word, "secretary" | "minister" | "chief" | "undersecretary" | "attorney" | "director" | "speaker" | "leader")
}
