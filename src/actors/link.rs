//! Links names: which of them are one actor's.
//!
//! Full names, surnames, acronyms, short forms and countries are joined by their words alone; descriptions and pronouns come later, in `walk`.

mod namesakes;

use std::ops::Range;

use super::cast::{Cast, Entity};
use super::kinds::is_acronym;
use super::names::Name;
use super::spelling::{folded, key, nickname};
use crate::article::Article;
use crate::lexicon::places::{Sort, country};
use crate::lexicon::titles::Gender;
use crate::lexicon::{given, titles};
use crate::model::ActorType;
use crate::order;
use crate::quotation::aliases;
use crate::vocabulary::QuickMap;

/// All occurrences of one written name.
struct Form {
    key: String,
    words: Vec<String>,
    /// What stands within it: `Bob` in `Robert “Bob” Hale`.
    nickname: Option<String>,
    /// Places in the list of names.
    places: Vec<usize>,
    votes: [u32; 5],
    titled: bool,
    /// Whether titles tell both men and women of this name.
    mixed: bool,
    /// The most weight that one occurrence gives.
    weight: u8,
    entity: usize,
}

/// Puts an actor for each named one into `cast`; the answer gives the actor of each name.
pub(super) fn names(article: &Article<'_>, names: &[Name], cast: &mut Cast) -> Vec<usize> {
    let mut forms = forms(article, names);
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order::by_key(&mut order, |&form| {
        let Form { words, places, .. } = &forms[form];
        [u32::from(is_short(&forms[form])), u32::MAX - words.len() as u32, places[0] as u32]
    });
    let mut index = Index::default();
    index.gather_brackets(article, names);
    for form in order {
        let known = index.find(&forms[form], cast);
        let entity = known.unwrap_or_else(|| cast.add(Entity::default()));
        if known.is_some_and(|known| is_built_like_a_body(&cast.entities[known])) {
            // `Lumen Foods Inc. … Lumen`: a word of an organization's name is no surname, whatever it looks like alone.
            forms[form].votes[ActorType::Person as usize] = 0;
        }
        index.enter(&forms[form], entity);
        forms[form].entity = entity;
        merge(article, names, &forms[form], &mut cast.entities[entity]);
    }
    let mut entities = vec![0; names.len()];
    for form in &forms {
        for &place in &form.places {
            entities[place] = form.entity;
        }
    }
    namesakes::by_gender(article, names, &forms, &index, cast, &mut entities);
    entities
}

fn forms(article: &Article<'_>, names: &[Name]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut known: QuickMap<String, usize> = QuickMap::default();
    for (place, name) in names.iter().enumerate() {
        let key = name.verdict.country.map_or_else(|| folded(key(article, &name.words)), |land| format!("#{land}").into());
        let form = known.get(&*key).copied().unwrap_or_else(|| {
            let words = key.split([' ', '-']).map(str::to_owned).collect();
            known.insert(key.clone().into_owned(), forms.len());
            forms.push(Form {
                key: key.into_owned(),
                words,
                nickname: None,
                places: Vec::new(),
                votes: [0; 5],
                titled: false,
                mixed: false,
                weight: 0,
                entity: 0,
            });
            forms.len() - 1
        });
        let form = &mut forms[form];
        form.places.push(place);
        form.nickname = form.nickname.take().or_else(|| nickname(article, &name.words));
        form.weight = form.weight.max(name.verdict.weight);
        form.titled |= !name.title.is_empty();
        if let Some(kind) = name.verdict.kind {
            form.votes[kind as usize] += u32::from(name.verdict.weight).pow(2);
        }
    }
    for form in &mut forms {
        let told = |gender| form.places.iter().any(|&place| namesakes::told_by_title(article, &names[place]) == Some(gender));
        form.mixed = told(Gender::Male) && told(Gender::Female);
    }
    forms
}

/// Whether the form is one word, so that a longer one may explain it.
fn is_short(form: &Form) -> bool {
    form.words.len() == 1 && !form.key.starts_with('#')
}

fn best(votes: &[u32; 5]) -> Option<ActorType> {
    let most = *votes.iter().max()?;
    ActorType::ALL.iter().copied().find(|kind| most > 0 && votes[*kind as usize] == most)
}

fn merge(article: &Article<'_>, names: &[Name], form: &Form, entity: &mut Entity) {
    for (own, votes) in entity.votes.iter_mut().zip(form.votes) {
        *own += votes;
    }
    for &place in &form.places {
        let name = &names[place];
        entity.land = entity.land.or(name.verdict.country);
        entity.strong |= name.verdict.strong && (!name.modifier || name.verdict.country.is_none());
        let shown = name.verdict.country.is_none() || country(&key(article, &name.words)).is_some_and(|(_, sort)| sort == Sort::Country);
        if shown && entity.name.as_ref().is_none_or(|best| length(article, best) < length(article, &name.words)) {
            entity.call(article, name.words.clone());
        }
        if !name.title.is_empty() && !form.mixed {
            entity.learn(article, &name.title);
        }
    }
    entity.sure |= form.weight > 1;
    entity.plural = entity.kind() == Some(ActorType::Group);
}

fn length(article: &Article<'_>, words: &Range<usize>) -> u32 {
    article.span(words).map_or(0, |span| span.len())
}

/// A name is found by no more than so many of its parts: it has fewer, unless it is an address with hyphens.
const PARTS: usize = 40;

/// The ways to find an actor by its name.
#[derive(Default)]
struct Index {
    keys: QuickMap<String, usize>,
    /// First and last name.
    full: QuickMap<(String, String), usize>,
    last: QuickMap<String, Vec<usize>>,
    /// Surnames by their first letter, in order of entry.
    spelled: QuickMap<char, Vec<(String, usize)>>,
    first: QuickMap<String, Vec<usize>>,
    initials: QuickMap<String, usize>,
    /// First and last words of organizations.
    parts: QuickMap<String, Vec<usize>>,
    /// Long form and acronym in brackets behind it.
    brackets: QuickMap<String, String>,
    /// What tells those of one name apart.
    generations: QuickMap<usize, String>,
}

impl Index {
    /// Notes `Long Name (ACRONYM)` and `Luis Ortega, a.k.a. “El Gato”`.
    fn gather_brackets(&mut self, article: &Article<'_>, names: &[Name]) {
        for alias in aliases::find(article.text, &article.tokens) {
            let at =
                |word: usize| names.get(names.partition_point(|name| name.words.end <= word)).filter(|name| name.words.contains(&word));
            if let (Some(owner), Some(other)) = (at(alias.owner), at(alias.words.start)) {
                let names = [other, owner].map(|name| folded(key(article, &name.words)).into_owned());
                let [other, owner] = names;
                self.brackets.insert(other, owner);
            }
        }
        for pair in names.windows(2) {
            let (long, short) = (&pair[0].words, &pair[1].words);
            let opens = short.start == long.end + 1 && matches!(article.word(long.end), "(" | "[");
            let closes = short.end < article.tokens.len() && matches!(article.word(short.end), ")" | "]" | "," | "-");
            let person = pair[0].verdict.kind == Some(ActorType::Person);
            if opens && closes && !person && is_acronym(article, short) && long.len() > 1 {
                self.brackets.insert(key(article, short).into_owned(), key(article, long).into_owned());
            }
        }
    }

    fn find(&self, form: &Form, cast: &Cast) -> Option<usize> {
        let key = form.key.as_str();
        let direct = self.keys.get(titles::long_form(key)).or_else(|| self.brackets.get(key).and_then(|long| self.keys.get(long)));
        if direct.is_some() || key.starts_with('#') {
            return direct.copied();
        }
        let kind = best(&form.votes);
        let words: Vec<&str> = form.words.iter().map(String::as_str).filter(|word| !is_initial(word)).collect();
        // The learned names may err on a surname alone.
        let doubtful = form.words.len() == 1 && form.weight < 3 && kind != Some(ActorType::Group) && !titles::is_organization(key);
        if doubtful || kind.is_none_or(|kind| kind == ActorType::Person) {
            if let [first, .., last] = words.as_slice()
                && let Some(&entity) = self.full.get(&((*first).to_owned(), (*last).to_owned()))
            {
                if self.is_of_another(form, entity) {
                    return None;
                }
                return Some(entity);
            }
            if let Some(entity) = self.person(&words, cast).or_else(|| self.misspelled(&words, form, cast)) {
                return Some(entity);
            }
        }
        if kind == Some(ActorType::Group) {
            return None;
        }
        if form.words.len() == 1
            && let Some(&entity) = self.initials.get(&key.replace('.', ""))
        {
            return Some(entity);
        }
        if kind == Some(ActorType::Person) && form.titled {
            return None;
        }
        let candidates = self.parts.get(key)?;
        let fits = |entity: &&usize| {
            let other = cast.entities[**entity].kind();
            kind.is_none()
                || kind == other
                // The learned names may take `Norvik` for somebody where the text also has `Norvik ASA`.
                || (kind == Some(ActorType::Person) && form.weight < 3 && other == Some(ActorType::Organization) && !given::is_given(key))
                || (kind != Some(ActorType::Person) && other != Some(ActorType::Person) && kind != Some(ActorType::Media))
        };
        candidates.iter().find(fits).copied()
    }

    /// Whether the form and the actor's name are of two of a family: `Dale Hurst Sr.`, `Dale Hurst Jr.`
    fn is_of_another(&self, form: &Form, entity: usize) -> bool {
        namesakes::generation(form).zip(self.generations.get(&entity)).is_some_and(|(own, other)| own != other)
    }

    /// The person whose surname or given name the words are.
    fn person(&self, words: &[&str], cast: &Cast) -> Option<usize> {
        let whole = words.join(" ");
        let persons = |list: Option<&Vec<usize>>| {
            list.and_then(|list| {
                list.iter()
                    .copied()
                    .filter(|&entity| cast.entities[entity].is_person())
                    .min_by_key(|&entity| cast.entities[entity].name.as_ref().map(|name| name.start))
            })
        };
        if words.len() == 1 {
            persons(self.last.get(&whole)).or_else(|| persons(self.first.get(&whole)))
        } else {
            persons(self.last.get(&whole))
        }
    }

    /// The person whose surname the text writes in another way here: `Buchtmann`, `Ms. Bauchtman`. With the given name one letter may differ, without it two.
    fn misspelled(&self, words: &[&str], form: &Form, cast: &Cast) -> Option<usize> {
        const SHORTEST: usize = 7;
        /// Nobody's surname is longer; how far two words are apart takes as long as one times the other.
        const LONGEST: usize = 64;
        const MOST: usize = 64;
        let (surname, given) = match words {
            [surname] if form.titled => (surname, None),
            [given, surname] => (surname, Some(given)),
            _ => return None,
        };
        let fits = |surname: &str| (SHORTEST..=LONGEST).contains(&surname.chars().count());
        if !fits(surname) || best(&form.votes) != Some(ActorType::Person) {
            return None;
        }
        let same_given = |entity: usize| given.is_none_or(|given| self.first.get(*given).is_some_and(|list| list.contains(&entity)));
        let most = if given.is_some() { 1 } else { 2 };
        let close = |other: &str| fits(other) && strsim::damerau_levenshtein(surname, other) <= most;
        let known = self.spelled.get(&surname.chars().next()?)?;
        let fits = |(other, entity): &&(String, usize)| cast.entities[*entity].is_person() && same_given(*entity) && close(other);
        known.iter().rev().take(MOST).find(fits).map(|(_, entity)| *entity)
    }

    fn enter(&mut self, form: &Form, entity: usize) {
        if let Some(generation) = namesakes::generation(form) {
            self.generations.entry(entity).or_insert_with(|| generation.to_owned());
        }
        self.keys.entry(form.key.clone()).or_insert(entity);
        self.keys.entry(titles::long_form(&form.key).to_owned()).or_insert(entity);
        let words: Vec<&str> = form.words.iter().map(String::as_str).filter(|word| !is_initial(word)).collect();
        let kind = best(&form.votes);
        if let ([surname], Some(ActorType::Person)) = (words.as_slice(), kind)
            && form.words.len() > 1
        {
            // `K. Parasuram`: an initial tells nothing, the surname does.
            push(self.last.entry((*surname).to_owned()).or_default(), entity);
        }
        if form.key.starts_with('#') || words.len() < 2 {
            return;
        }
        if kind.is_none_or(|kind| kind == ActorType::Person) {
            let (first, last) = (words[0].to_owned(), words[words.len() - 1].to_owned());
            // `de Mistura`, `bin Salman`: the surname with its small words.
            for start in 1..words.len().min(PARTS) {
                push(self.last.entry(words[start..].join(" ")).or_default(), entity);
            }
            self.spelled.entry(last.chars().next().unwrap_or_default()).or_default().push((last.clone(), entity));
            if let Some(nickname) = &form.nickname {
                push(self.first.entry(nickname.clone()).or_default(), entity);
                self.full.entry((nickname.clone(), last.clone())).or_insert(entity);
            }
            push(self.first.entry(first.clone()).or_default(), entity);
            self.full.entry((first, last)).or_insert(entity);
        } else if kind != Some(ActorType::Group) {
            self.enter_organization(&words, entity);
        }
    }

    fn enter_organization(&mut self, words: &[&str], entity: usize) {
        let small = |word: &&str| !matches!(*word, "of" | "the" | "for" | "and" | "&" | "in");
        let letter = |word: &&str| word.chars().next();
        let short: String = words.iter().filter(|word| small(word)).filter_map(letter).collect();
        let long: String = words.iter().filter(|word| **word != "the").filter_map(letter).collect();
        for initials in [short, long] {
            if initials.len() > 1 {
                self.initials.entry(initials).or_insert(entity);
            }
        }
        for cut in 1..words.len().min(PARTS) {
            for part in [words[cut..].join(" "), words[..cut].join(" ")] {
                let idle = titles::is_adjective(&part)
                    || titles::is_topic(&part)
                    || country(&part).is_some()
                    || given::is_given(&part)
                    || matches!(part.as_str(), "the" | "national" | "world" | "general" | "new" | "american" | "international");
                if !idle {
                    push(self.parts.entry(part).or_default(), entity);
                }
            }
        }
    }
}

/// Whether it is an organization by the last word of its name, not by looks only.
fn is_built_like_a_body(entity: &Entity) -> bool {
    entity.kind() == Some(ActorType::Organization) && entity.key.rsplit(' ').next().is_some_and(titles::ends_organization)
}

fn push(list: &mut Vec<usize>, entity: usize) {
    if list.len() < 8 && !list.contains(&entity) {
        list.push(entity);
    }
}

/// Whether the word of a name tells nothing: an initial, a suffix.
fn is_initial(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.chars().count() <= 1 || titles::is_generation(word)
}
