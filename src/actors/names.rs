//! Names: which runs of words name somebody, and what they name.
//!
//! It joins the learned names with what capitals, titles and name endings tell, and leaves out places that are only places. Which names are
//! the same actor's is decided in `link`.

use std::collections::HashSet;
use std::ops::Range;

use crate::article::Article;
use crate::language::NameClass;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::places::{Sort, country};
use crate::lexicon::{media, nouns, titles};
use crate::model::ActorType;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    /// Its words, without a title.
    pub(super) words: Range<usize>,
    /// The title right before it, empty when there is none.
    pub(super) title: Range<usize>,
    /// What it names, as far as its own words and their surroundings tell.
    pub(super) kind: Option<ActorType>,
    /// The country it stands for.
    pub(super) country: Option<&'static str>,
    /// Whether it only modifies a noun (`EU chief`) and so need not be a mention.
    pub(super) modifier: bool,
}

/// The words in lower case with single spaces, without "the" at the start.
pub(super) fn key(article: &Article<'_>, words: &Range<usize>) -> String {
    let mut key = String::new();
    for word in words.clone().filter(|&word| !(word == words.start && article.is(word, "the"))) {
        if !key.is_empty() && !article.tokens.is_glued(word) {
            key.push(' ');
        }
        key.push_str(&article.lower(word).replace('’', "'"));
    }
    key
}

/// The names of the article in text order.
pub(super) fn find(article: &Article<'_>) -> Vec<Name> {
    let mut learned = learned(article);
    let mut names = Vec::new();
    let known = inside_sentences(article);
    for (_, sentence) in article.article_sentences() {
        // A word that is a name inside other sentences is one at the start of this.
        let first = sentence.tokens.start;
        if learned[first].is_none()
            && known.contains(article.word(first))
            && matches!(article.upos(first), Upos::Noun | Upos::Adj | Upos::X | Upos::Verb)
        {
            learned[first] = Some(NameClass::Person);
        }
    }
    for (_, sentence) in article.article_sentences() {
        let capitals = shouts(article, &sentence.tokens);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let run = if let Some(run) = run(article, at, sentence.tokens.end, &learned, capitals) {
                run
            } else {
                at += 1;
                continue;
            };
            at = run.end;
            for part in split_at_possession(article, run) {
                names.extend(name(article, part, &learned));
            }
        }
    }
    names
}

/// The words that are proper nouns inside sentences, as written.
fn inside_sentences<'a>(article: &Article<'a>) -> HashSet<&'a str> {
    let inner = |sentence: &Range<usize>| sentence.start + 1..sentence.end;
    let plain = article.article_sentences().filter(|(_, sentence)| !shouts(article, &sentence.tokens));
    plain
        .flat_map(|(_, sentence)| inner(&sentence.tokens))
        .filter(|&word| article.upos(word) == Upos::Propn && is_capital(article, word) && !article.is_quotation_mark(word - 1))
        .map(|word| article.word(word))
        .filter(|word| word.len() > 2)
        .collect()
}

/// For each token the learned class, if a learned name covers it.
fn learned(article: &Article<'_>) -> Vec<Option<NameClass>> {
    let mut classes = vec![None; article.tokens.len()];
    for name in &article.syntax.names {
        classes[name.tokens.clone()].fill(Some(name.class));
    }
    classes
}

/// Whether nearly all words of the sentence begin with a capital, so that a capital says little.
fn shouts(article: &Article<'_>, sentence: &Range<usize>) -> bool {
    let words: Vec<usize> = sentence
        .clone()
        .filter(|&word| article.word(word).chars().count() > 3 && article.word(word).starts_with(char::is_alphabetic))
        .collect();
    words.len() > 3 && words.iter().filter(|&&word| article.word(word).starts_with(char::is_uppercase)).count() * 10 >= words.len() * 8
}

fn is_capital(article: &Article<'_>, word: usize) -> bool {
    article.word(word).chars().any(char::is_uppercase)
}

/// Whether the word can be part of a name.
fn is_name_word(article: &Article<'_>, word: usize, learned: &[Option<NameClass>], capitals: bool) -> bool {
    if article.is_mark(word) || !is_capital(article, word) || matches!(article.xpos(word), Xpos::Prp | Xpos::PrpS) {
        return false;
    }
    if learned[word].is_some_and(|class| class != NameClass::Nationality) {
        return true;
    }
    let first = article.sentence(word).start == word || (word > 0 && (article.is_quotation_mark(word - 1) || article.is(word - 1, ":")));
    let proper = article.tag(word).is_proper();
    if capitals || first {
        proper && !is_common(article, word)
    } else {
        proper || (matches!(article.upos(word), Upos::Noun | Upos::Adj | Upos::X) && is_capital(article, word))
    }
}

/// Whether the word is an everyday noun or a word that only names a day or a language.
fn is_common(article: &Article<'_>, word: usize) -> bool {
    titles::is_calendar(&article.lower(word))
}

/// The run of name words that begins at `at`, with the small words that join parts of a name.
fn run(article: &Article<'_>, at: usize, end: usize, learned: &[Option<NameClass>], capitals: bool) -> Option<Range<usize>> {
    if !is_name_word(article, at, learned, capitals) {
        return None;
    }
    let mut run = at..at + 1;
    loop {
        let next = run.end;
        if next < end && is_name_word(article, next, learned, capitals) {
            run.end = next + 1;
        } else if next + 1 < end && is_name_word(article, next + 1, learned, capitals) && joins(article, &run, next) {
            run.end = next + 2;
        } else if next + 2 < end && is_name_word(article, next + 2, learned, capitals) && joins_two(article, &run, next) {
            run.end = next + 3;
        } else {
            return Some(run);
        }
    }
}

/// Whether the small word `word` between two name words belongs to the name.
fn joins(article: &Article<'_>, run: &Range<usize>, word: usize) -> bool {
    let last = article.lower(run.end - 1);
    let organization = run.clone().any(|word| titles::ends_organization(&article.lower(word)) || heads_organization(&article.lower(word)));
    match article.lower(word).as_str() {
        "-" | "‐" | "‑" | "–" => article.tokens.is_glued(word) && article.tokens.is_glued(word + 1),
        "&" => true,
        "of" | "for" => {
            organization && (heads_organization(&last) || titles::ends_organization(&last))
                || matches!(last.as_str(), "state" | "republic" | "staff" | "commissioner" | "bank" | "kingdom" | "house")
        }
        "and" => {
            let next = article.lower(word + 1);
            let behind = word + 2 < article.tokens.len() && titles::ends_organization(&article.lower(word + 2));
            let after_of = run.clone().any(|word| article.is_any(word, &["of", "for"]));
            (behind && !article.is(run.start, "president")) && country(&last).is_none()
                || (after_of && organization && country(&next).is_none() && !titles::is_title(&next))
                || (last == "globe" && next == "mail")
                || (titles::ends_organization(&next) && organization)
        }
        "de" | "da" | "di" | "del" | "van" | "von" | "der" | "den" | "bin" | "ibn" | "al" | "el" | "la" | "le" | "du" | "dos" | "ul"
        | "ter" | "ten" => true,
        _ => false,
    }
}

fn joins_two(article: &Article<'_>, run: &Range<usize>, word: usize) -> bool {
    let small = |word: usize| article.is_any(word, &["der", "den", "la", "las", "los"]);
    (article.is_any(word, &["van", "von", "de", "al"]) && small(word + 1))
        || (article.is(word, "and") && article.is(word + 1, "the") && run.clone().any(|word| article.is_any(word, &["of", "for"])))
        || (article.is_any(word, &["of", "for"])
            && article.is(word + 1, "the")
            && run.clone().any(|word| heads_organization(&article.lower(word))))
}

/// Whether the lower-cased word begins an organization's name that goes on with "of" or "for".
fn heads_organization(word: &str) -> bool {
    matches!(
        word,
        "ministry"
            | "department"
            | "university"
            | "bank"
            | "church"
            | "office"
            | "institute"
            | "council"
            | "center"
            | "centre"
            | "association"
            | "federation"
            | "league"
            | "court"
            | "house"
            | "board"
            | "bureau"
            | "committee"
            | "confederation"
            | "school"
            | "college"
            | "academy"
            | "society"
            | "chamber"
            | "union"
            | "organization"
            | "organisation"
            | "commission"
            | "commissioner"
            | "agency"
            | "forces"
            | "state"
            | "party"
            | "congress"
            | "network"
            | "coalition"
            | "alliance"
            | "staff"
            | "front"
            | "army"
            | "secretariat"
            | "campaign"
            | "campaigners"
            | "authority"
            | "service"
            | "group"
            | "fund"
            | "trust"
            | "foundation"
            | "movement"
            | "guard"
            | "parliament"
            | "kingdom"
            | "republic"
            | "museum"
            | "hospital"
    )
}

/// Parts a run where a country or outlet stands before a title or a name: `Ukraine President Volodymyr Zelensky`. Possessive marks part runs already.
fn split_at_possession(article: &Article<'_>, run: Range<usize>) -> Vec<Range<usize>> {
    let second_is_title = run.len() > 2 && titles::is_title(&article.lower(run.start + 1)) && !titles::is_title(&article.lower(run.start));
    let country_first = second_is_title && country(&article.lower(run.start)).is_some();
    if country_first { vec![run.start..run.start + 1, run.start + 1..run.end] } else { vec![run] }
}

/// The name in a run, with its title taken off; `None` when the run names nobody.
fn name(article: &Article<'_>, run: Range<usize>, learned: &[Option<NameClass>]) -> Option<Name> {
    let title = title(article, &run, learned);
    let words = title.end..run.end;
    if words.is_empty() || (words.len() == 1 && is_common(article, words.start)) {
        return None;
    }
    if words.clone().all(|word| is_common(article, word) || article.word(word).chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    let key = key(article, &words);
    let (kind, country) = classify(article, &words, &title, &key, learned)?;
    let modifier = is_modifier(article, &words);
    Some(Name { words, title, kind, country, modifier })
}

/// The title words at the start of a run: the longest run of title words that leaves a name behind it.
fn title(article: &Article<'_>, run: &Range<usize>, learned: &[Option<NameClass>]) -> Range<usize> {
    let last = run.end - 1;
    if titles::ends_organization(&article.lower(last))
        || media::is_outlet(&key(article, run))
        || run.clone().any(|word| article.is_any(word, &["of", "for", "and"]))
    {
        return run.start..run.start;
    }
    let end = run
        .clone()
        .take(run.len() - 1)
        .rfind(|&word| titles::is_title(&article.lower(word)) || nouns::role(&article.lower(word)) == Some(nouns::Sort::Person));
    match end {
        Some(end)
            if last - end <= 4 && !(learned[end] == Some(NameClass::Organization) && learned[end + 1] == Some(NameClass::Organization)) =>
        {
            run.start..end + 1
        }
        _ => run.start..run.start,
    }
}

/// What a name names; `None` when it is no actor.
fn classify(
    article: &Article<'_>,
    words: &Range<usize>,
    title: &Range<usize>,
    key: &str,
    learned: &[Option<NameClass>],
) -> Option<(Option<ActorType>, Option<&'static str>)> {
    let last = article.lower(words.end - 1);
    let class = learned[words.end - 1];
    if media::is_outlet(key) && (words.len() > 1 || is_outlet_alone(article, words, key)) {
        return Some((Some(ActorType::Media), None));
    }
    if !title.is_empty()
        && words.len() <= 4
        && !titles::ends_organization(&last)
        && !title.clone().all(|word| article.is_any(word, &["democratic", "republican", "first", "home", "foreign", "crown", "state"]))
    {
        return Some((Some(ActorType::Person), None));
    }
    if let Some((name, sort)) = country(key) {
        return match sort {
            Sort::Demonym => None,
            Sort::People => Some((Some(ActorType::Group), None)),
            _ => is_agentive_place(article, words, sort).then_some((Some(ActorType::Government), Some(name))),
        };
    }
    if matches!(key, "home office" | "crown" | "foreign office" | "state department" | "cabinet office" | "treasury") {
        let kind = if key == "state department" { ActorType::Organization } else { ActorType::Government };
        return Some((Some(kind), None));
    }
    if last == "government" {
        return Some((Some(ActorType::Government), None));
    }
    if titles::ends_organization(&last)
        || words.clone().any(|word| word > words.start && article.is(word, "of") && heads_organization(&article.lower(word - 1)))
    {
        return Some((Some(ActorType::Organization), None));
    }
    if titles::ends_other(&last) && class != Some(NameClass::Person) && class != Some(NameClass::Organization) {
        return None;
    }
    match class {
        Some(NameClass::Person) => Some((Some(ActorType::Person), None)),
        Some(NameClass::Organization) => Some((Some(ActorType::Organization), None)),
        Some(NameClass::Place) => None,
        Some(NameClass::Nationality) => {
            (last.ends_with('s') && article.xpos(words.end - 1) != Xpos::Jj).then_some((Some(ActorType::Group), None))
        }
        Some(NameClass::Other) => None,
        None => by_surroundings(article, words),
    }
}

/// Outlets whose name is an everyday word must stand as one: with "The" before it or as a source.
fn is_outlet_alone(article: &Article<'_>, words: &Range<usize>, key: &str) -> bool {
    let everyday = matches!(
        key,
        "time"
            | "times"
            | "hill"
            | "salon"
            | "slate"
            | "science"
            | "fortune"
            | "guardian"
            | "independent"
            | "economist"
            | "atlantic"
            | "observer"
            | "telegraph"
            | "spectator"
            | "verge"
            | "vice"
            | "sky"
            | "fox"
            | "insider"
            | "wired"
            | "intercept"
            | "politico"
    );
    !everyday
        || key == "politico"
        || (words.start > 0
            && (article.word(words.start - 1) == "The"
                || (article.is(words.start - 1, "the") && matches!(key, "times" | "guardian" | "telegraph" | "independent" | "economist"))))
}

/// Words a name that nothing else tells: an acronym is an organization, a name that speaks is a person.
fn by_surroundings(article: &Article<'_>, words: &Range<usize>) -> Option<(Option<ActorType>, Option<&'static str>)> {
    let last = words.end - 1;
    let word = article.word(last);
    let acronym = words.len() == 1
        && word.chars().count() >= 2
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word.chars().all(|c| c.is_uppercase() || c == '.' || c == '-' || c == 's');
    if acronym {
        return Some((Some(ActorType::Organization), None));
    }
    if is_locative(article, words) {
        return None;
    }
    let plain = words
        .clone()
        .all(|word| article.word(word).starts_with(char::is_uppercase) || article.lower(word).len() <= 3 || article.is_mark(word));
    if (2..=4).contains(&words.len()) && plain && !article.is(words.start, "the") {
        return Some((Some(ActorType::Person), None));
    }
    Some((None, None))
}

/// Whether the name stands where only a place can: after `in`, `near`, `at`, or after a comma behind such a place.
fn is_locative(article: &Article<'_>, words: &Range<usize>) -> bool {
    let Some(before) = words.start.checked_sub(1) else { return false };
    let preposition = if article.is(before, "the") { before.checked_sub(1) } else { Some(before) };
    let after_place = article.is(before, ",")
        && words.start >= 2
        && article.tag(words.start - 2).is_proper()
        && words.end < article.tokens.len()
        && matches!(article.word(words.end), "," | "." | "on");
    preposition.is_some_and(|at| {
        article.is_any(
            at,
            &[
                "in",
                "near",
                "at",
                "across",
                "throughout",
                "around",
                "outside",
                "inside",
                "within",
                "into",
                "north",
                "south",
                "east",
                "west",
                "toward",
                "towards",
                "via",
            ],
        )
    }) || (article.is(before, "from") && after_from_is_place(article, words))
        || (after_place && article.relation(words.end - 1) != Relation::Nsubj)
}

fn after_from_is_place(article: &Article<'_>, words: &Range<usize>) -> bool {
    words.len() == 1 && country(&article.lower(words.start)).is_some()
}

/// Whether a country, capital or seat stands for its government here rather than for the place.
fn is_agentive_place(article: &Article<'_>, words: &Range<usize>, sort: Sort) -> bool {
    let mut head = words.end - 1;
    for _ in 0..6 {
        match article.head(head) {
            Some(above) if words.contains(&above) => head = above,
            _ => break,
        }
    }
    if sort == Sort::Seat {
        return !is_modifier(article, words) && !is_locative(article, words);
    }
    if is_locative(article, words) {
        return false;
    }
    let possessive = words.end < article.tokens.len() && matches!(article.word(words.end), "'s" | "’s" | "'" | "’");
    match article.relation(head).universal() {
        Relation::Nsubj | Relation::Obj | Relation::Iobj => true,
        Relation::Conj => article.head(head).is_some_and(|first| {
            let first = first..first + 1;
            article.tag(first.start).is_proper() && !is_locative(article, &first)
        }),
        Relation::Nmod | Relation::Obl if possessive => sort == Sort::Country || sort == Sort::Capital,
        Relation::Nmod | Relation::Obl => {
            let case = article.children(head).find(|&child| article.relation(child) == Relation::Case);
            case.is_some_and(|case| article.is_any(case, &["between", "with", "against", "by", "for", "of", "to", "on", "about", "among"]))
                && (sort == Sort::Country
                    || !case.is_some_and(|case| {
                        article.is_any(case, &["of", "to", "on", "for"]) && sort == Sort::Capital && !article.is(case, "for")
                    }))
        }
        Relation::Compound | Relation::Amod | Relation::Flat => false,
        Relation::Root => article.sentences[article.sentence_of(head)].kind == crate::paragraphs::Kind::Heading,
        _ => false,
    }
}

/// Whether the name only modifies the noun after it.
fn is_modifier(article: &Article<'_>, words: &Range<usize>) -> bool {
    let last = words.end - 1;
    matches!(article.relation(last).universal(), Relation::Compound | Relation::Amod | Relation::Flat)
        && article.head(last).is_some_and(|head| head >= words.end && article.upos(head) == Upos::Noun)
        || matches!(article.relation(last), Relation::NmodDesc | Relation::NmodUnmarked)
            && article.head(last).is_some_and(|head| head >= words.end)
}
