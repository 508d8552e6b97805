//! Walks through the text and tells whom each description means.
//!
//! Names are linked already. A description is given to the actor whose known titles, country and type it fits, the nearest first; one that fits
//! nobody is an actor of its own. Pronouns are left to `pronouns`, which is asked as they come.

use std::collections::VecDeque;
use std::ops::Range;

use super::cast::{Cast, Entity, Found};
use super::names::Name;
use super::phrase::{self, Part};
use super::pronouns;
use super::roles::{Reach, Role};
use crate::article::Article;
use crate::language::tags::Xpos;
use crate::lexicon::index::index;
use crate::lexicon::nouns::Sort;
use crate::lexicon::titles;
use crate::model::{ActorType, MentionKind};
use crate::paragraphs::Kind;
use crate::reasons::Rule;
use crate::vocabulary::QuickMap;

/// How far back a description or a pronoun looks for whom it means, in mentions.
const MEMORY: usize = 60;

/// How much it counts that the text says what somebody is: more than any number of looks.
const TOLD: u32 = 1000;

/// A mention that was passed not long ago.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    pub(super) words: Range<usize>,
    pub(super) entity: usize,
    /// The verb whose subject it is.
    pub(super) verb: Option<usize>,
    pub(super) pronoun: bool,
    pub(super) quoted: bool,
}

/// The state of the walk.
pub(super) struct Walk<'a, 'b> {
    pub(super) article: &'b Article<'a>,
    pub(super) cast: Cast,
    /// The last [`MEMORY`] mentions in text order.
    pub(super) passed: VecDeque<Passed>,
    /// The last actor described with a noun.
    pub(super) by_noun: QuickMap<String, Vec<usize>>,
    pub(super) by_land: QuickMap<&'static str, usize>,
    /// The actor of each name.
    entities: &'b [usize],
    /// The body in whose voice the whole text speaks: a statement.
    pub(super) voice: Option<usize>,
    /// Whether this is the second round, in which the pronouns of the whole text are known.
    pub(super) heard: bool,
}

/// What both rounds of the walk go by.
struct Route<'b> {
    names: &'b [Name],
    /// The actor of each name.
    entities: &'b [usize],
    roles: &'b [Role],
    /// The part of each name.
    parts: Vec<Part>,
    /// Where the title or description before each name begins.
    titles: Vec<usize>,
}

/// Goes through names, roles and pronouns in text order.
pub(super) fn run(article: &Article<'_>, names: &[Name], entities: &[usize], roles: &[Role], cast: Cast) -> Cast {
    let parts = names.iter().map(|name| phrase::part(article, &name.words)).collect();
    let route = Route { names, entities, roles, parts, titles: titles_before(names, roles) };
    // Two rounds: pronouns of the first round tell men and women apart, so that the second binds each pronoun to whom most of its kind mean.
    let mut second = cast.clone();
    let first = round(article, &route, cast, false).entities;
    for (entity, heard) in second.entities.iter_mut().zip(&first) {
        let [male, female] = heard.pronouns;
        let told = (male != female).then_some(if male > female { titles::Gender::Male } else { titles::Gender::Female });
        entity.gender = entity.gender.or(told);
    }
    round(article, &route, second, true)
}

fn round(article: &Article<'_>, route: &Route<'_>, mut cast: Cast, heard: bool) -> Cast {
    let &Route { names, entities, roles, .. } = route;
    cast.found.reserve(names.len() + roles.len());
    let mut walk = Walk {
        article,
        cast,
        passed: VecDeque::with_capacity(MEMORY),
        by_noun: QuickMap::default(),
        by_land: QuickMap::default(),
        entities,
        voice: None,
        heard,
    };
    for (entity, known) in walk.cast.entities.iter().enumerate() {
        if let Some(land) = known.land {
            walk.by_land.entry(land).or_insert(entity);
        }
    }
    for role in roles {
        if let Some(name) = role.describes {
            walk.describe(role, &names[name], entities[name]);
        }
    }
    walk.voice = voice(article, names, entities);
    let (mut name, mut role) = (0, 0);
    for (_, sentence) in article.article_sentences() {
        for word in sentence.tokens.clone() {
            while names.get(name).is_some_and(|name| name.words.start <= word) {
                walk.name(&names[name], route.parts[name], entities[name], route.titles[name]);
                name += 1;
            }
            while roles.get(role).is_some_and(|role| role.head <= word) {
                walk.role(&roles[role]);
                role += 1;
            }
            if matches!(article.xpos(word), Xpos::Prp | Xpos::PrpS) {
                pronouns::bind(&mut walk, word);
            }
        }
    }
    walk.cast
}

/// Where the title or description before each name begins; at the name itself when there is none.
fn titles_before(names: &[Name], roles: &[Role]) -> Vec<usize> {
    let mut starts: Vec<usize> = names.iter().map(|name| name.title.start.min(name.words.start)).collect();
    for role in roles {
        if let Some(name) = role.describes {
            starts[name] = starts[name].min(role.words.start);
        }
    }
    starts
}

impl Walk<'_, '_> {
    /// Notes a mention.
    pub(super) fn mention(&mut self, words: Range<usize>, part: Part, entity: usize, kind: MentionKind, rule: Rule) {
        let article = self.article;
        let Part { verb, acts, speaks } = part;
        let quoted = article.zone_of(words.start).is_some();
        let known = &mut self.cast.entities[entity];
        let unnamed = known.name.is_none() && known.land.is_none();
        let private = quoted && matches!(known.kind(), Some(ActorType::Person | ActorType::Group));
        let counts = !unnamed || (!private && (speaks || !is_generic(article, &words)));
        known.acts |= counts && acts;
        known.speaks |= counts && speaks;
        if self.passed.len() == MEMORY {
            self.passed.pop_front();
        }
        self.passed.push_back(Passed { words: words.clone(), entity, verb, pronoun: kind == MentionKind::Pronoun, quoted });
        self.cast.found.push(Found { whole: words.clone(), words, modifier: false, entity, kind, rule });
    }

    fn name(&mut self, name: &Name, part: Part, entity: usize, title_start: usize) {
        let entity = if name.verdict.kind == Some(ActorType::Group) { self.family(name).unwrap_or(entity) } else { entity };
        let full = self.cast.entities[entity].name.as_ref() == Some(&name.words);
        let rule = match name.verdict.kind {
            _ if name.verdict.country.is_some() => Rule::MentionLand,
            _ if full && !name.title.is_empty() => Rule::MentionTitled,
            _ if full => Rule::MentionFull,
            _ => Rule::MentionShort,
        };
        self.mention(name.words.clone(), part, entity, MentionKind::Name, rule);
        if let Some(found) = self.cast.found.last_mut() {
            found.whole.start = title_start;
            found.modifier = name.modifier;
        }
        if !name.title.is_empty() {
            for noun in super::roles::told(self.article, &name.title).1 {
                self.note_noun(noun, entity);
            }
        }
    }

    /// The parents or family that the plural of their surname means.
    fn family(&mut self, name: &Name) -> Option<usize> {
        let surname = self.article.lower(name.words.end - 1);
        let one = surname.strip_suffix('s')?;
        let bears = |entity: &Entity| entity.name.as_ref().is_some_and(|name| self.article.is(name.end - 1, one)) && entity.is_person();
        self.recent(bears)?;
        let list = |noun: &&str| self.by_noun.get(*noun).and_then(|list| list.last()).copied();
        let family = ["parents", "couple", "family", "brothers", "sisters"].iter().find_map(list)?;
        let known = &mut self.cast.entities[family];
        if known.name.is_none() {
            known.call(self.article, name.words.clone());
        }
        known.strong = true;
        Some(family)
    }

    fn note_noun(&mut self, noun: String, entity: usize) {
        let list = self.by_noun.entry(noun).or_default();
        list.retain(|&known| known != entity);
        if list.len() >= 8 {
            list.remove(0);
        }
        list.push(entity);
    }

    /// Gives a name the description beside it.
    fn describe(&mut self, role: &Role, name: &Name, entity: usize) {
        let article = self.article;
        let known = &mut self.cast.entities[entity];
        if role.sort == Sort::Person && !known.plural {
            known.vote(ActorType::Person, 4);
        }
        // What the text says in so many words outweighs what a name looks like.
        let surname = name.verdict.kind == Some(ActorType::Person) && known.name.as_ref().is_some_and(|name| name.len() == 1);
        match role.sort {
            Sort::Organization if surname => known.vote(ActorType::Organization, TOLD),
            Sort::Media if surname => known.vote(ActorType::Media, TOLD),
            _ => {}
        }
        let end = description_end(article, role);
        let words = role.words.start..if role.head < name.words.start { end.min(name.words.start) } else { end };
        known.learn(article, &words);
    }

    fn role(&mut self, role: &Role) {
        if let Some(name) = role.describes {
            return self.note_noun(role.noun.clone(), self.entities[name]);
        }
        if role.predicate {
            if let Some((subject, noun)) = self.subject_of(role) {
                self.note_noun(noun, subject);
                // Each noun once, the last told last: who is told to be the same over and over is looked at as quickly as anybody.
                let known = &mut self.cast.entities[subject];
                known.nouns.retain(|told| *told != role.noun);
                known.nouns.push(role.noun.clone());
            }
            return;
        }
        if let Some((entity, rule)) = self.resolve(role) {
            // `an American president` in general is nobody to come back to.
            if role.reach != Reach::New || role.part.acts || role.plural {
                self.note_noun(role.noun.clone(), entity);
            }
            let known = &mut self.cast.entities[entity];
            known.nation = known.nation.or(role.country.filter(|_| role.sort == Sort::Person));
            known.gender = known.gender.or(titles::gender(&role.noun));
            self.mention(role.words.clone(), role.part, entity, MentionKind::Role, rule);
        }
    }

    /// Of whom a predicate such as `is a lawyer` is said.
    fn subject_of(&self, role: &Role) -> Option<(usize, String)> {
        let last = self.passed.back()?;
        let same = last.verb == Some(role.head) && self.cast.entities[last.entity].is_person() && role.sort == Sort::Person;
        same.then(|| (last.entity, role.noun.clone()))
    }
}

/// The organization or government whose statement the text is: nothing is quoted, and its first sentence is about what that body does.
fn voice(article: &Article<'_>, names: &[Name], entities: &[usize]) -> Option<usize> {
    let (_, first) = article.article_sentences().find(|(_, sentence)| sentence.kind == Kind::Body)?;
    let (place, name) = names.iter().enumerate().find(|(_, name)| name.words.start >= first.tokens.start)?;
    let body = matches!(name.verdict.kind, Some(ActorType::Organization | ActorType::Government));
    let opens = name.words.start <= first.tokens.start + 1 && phrase::predicate(article, &name.words).is_some();
    let quotes = article.zones.iter().any(|zone| zone.tokens.len() > 3);
    (body && opens && !quotes).then(|| entities[place])
}

/// Where the description that begins with the role's phrase ends: before the next comma, clause or verb.
fn description_end(article: &Article<'_>, role: &Role) -> usize {
    let end = article.sentence(role.head).end.min(role.head + 16);
    let stops = |word: usize| {
        matches!(article.word(word), "," | "." | ";" | ":" | ")" | "]" | "(" | "–" | "—" | "\"" | "“" | "”")
            || matches!(article.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Md | Xpos::Vbp | Xpos::Wp | Xpos::Wdt)
    };
    (role.head + 1..end).find(|&word| stops(word)).unwrap_or(end)
}

/// Whether the phrase means people at large, who count only where they speak.
fn is_generic(article: &Article<'_>, words: &Range<usize>) -> bool {
    const PEOPLE: &[&str] = &[
        "people",
        "women",
        "men",
        "children",
        "families",
        "voters",
        "others",
        "users",
        "members",
        "viewers",
        "readers",
        "fans",
        "customers",
        "consumers",
        "youths",
        "adults",
        "population",
        "community",
        "communities",
        "public",
        "generation",
        "girls",
        "boys",
        "kids",
        "friends",
        "victims",
        "someone",
        "person",
        "man",
        "woman",
        "child",
        "schools",
        "businesses",
        "companies",
        "groups",
        "students",
        "patients",
        "mothers",
        "fathers",
    ];
    index!(PEOPLE)(article.lower(words.end - 1)).is_some()
}
