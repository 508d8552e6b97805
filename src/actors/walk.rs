//! Walks through the text and tells whom each description means.
//!
//! Names are linked already. A description is given to the actor whose known titles, country and type it fits, the nearest first; one that fits
//! nobody is an actor of its own. Pronouns are left to `pronouns`, which is asked as they come.

use std::collections::HashMap;
use std::ops::Range;

use super::cast::{Cast, Entity, Found};
use super::names::{Name, key};
use super::phrase;
use super::pronouns;
use super::roles::{Reach, Role};
use crate::article::Article;
use crate::language::tags::Xpos;
use crate::lexicon::nouns::Sort;
use crate::lexicon::titles;
use crate::model::{ActorType, MentionKind};
use crate::paragraphs::Kind;
use crate::reasons::Rule;

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
    /// Mentions in text order; only the last ones are looked at.
    pub(super) passed: Vec<Passed>,
    /// The last actor described with a noun.
    by_noun: HashMap<String, Vec<usize>>,
    by_land: HashMap<&'static str, usize>,
    /// The body in whose voice the whole text speaks: a statement.
    pub(super) voice: Option<usize>,
}

/// How far back a description looks for whom it means, in mentions.
const MEMORY: usize = 60;

/// Goes through names, roles and pronouns in text order.
pub(super) fn run<'a>(article: &Article<'a>, names: &[Name], entities: &[usize], roles: &[Role], cast: Cast) -> Cast {
    // Two rounds: pronouns of the first round tell men and women apart, so that the second binds each pronoun to whom most of its kind mean.
    let named = cast.clone();
    let mut first = round(article, names, entities, roles, cast);
    let mut second = named;
    for (entity, heard) in second.entities.iter_mut().zip(&mut first.entities) {
        let [male, female] = heard.pronouns;
        let told = (male != female).then_some(if male > female { titles::Gender::Male } else { titles::Gender::Female });
        entity.gender = entity.gender.or(told);
    }
    round(article, names, entities, roles, second)
}

fn round<'a>(article: &Article<'a>, names: &[Name], entities: &[usize], roles: &[Role], cast: Cast) -> Cast {
    let mut walk = Walk { article, cast, passed: Vec::new(), by_noun: HashMap::new(), by_land: HashMap::new(), voice: None };
    for (entity, known) in walk.cast.entities.iter().enumerate() {
        if let Some(land) = known.land {
            walk.by_land.entry(land).or_insert(entity);
        }
    }
    for role in roles {
        if let Some(name) = role.describes {
            walk.describe(role, entities[name]);
        }
    }
    walk.voice = voice(article, names, entities);
    let (mut name, mut role) = (0, 0);
    for (_, sentence) in article.article_sentences() {
        for word in sentence.tokens.clone() {
            while names.get(name).is_some_and(|name| name.words.start <= word) {
                walk.name(&names[name], entities[name]);
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

impl Walk<'_, '_> {
    /// Notes a mention.
    pub(super) fn mention(&mut self, words: Range<usize>, entity: usize, kind: MentionKind, rule: Rule) {
        let article = self.article;
        let verb = phrase::predicate(article, &words).map(|(verb, _)| verb);
        let quoted = article.zone_of(words.start).is_some();
        let known = &mut self.cast.entities[entity];
        let speaks = phrase::is_source(article, &words);
        let unnamed = known.name.is_none() && known.land.is_none();
        let private = quoted && matches!(known.kind(), Some(ActorType::Person | ActorType::Group));
        let counts = !unnamed || (!private && (speaks || !is_generic(article, &words)));
        known.acts |= counts && phrase::acts(article, &words);
        known.speaks |= counts && speaks;
        self.passed.push(Passed { words: words.clone(), entity, verb, pronoun: kind == MentionKind::Pronoun, quoted });
        self.cast.found.push(Found { whole: words.clone(), words, modifier: false, entity, kind, rule });
    }

    fn name(&mut self, name: &Name, entity: usize) {
        let entity = if name.verdict.kind == Some(ActorType::Group) { self.family(name).unwrap_or(entity) } else { entity };
        let full = self.cast.entities[entity].name.as_ref() == Some(&name.words);
        let rule = match name.verdict.kind {
            _ if name.verdict.country.is_some() => Rule::MentionLand,
            _ if full && !name.title.is_empty() => Rule::MentionTitled,
            _ if full => Rule::MentionFull,
            _ => Rule::MentionShort,
        };
        self.mention(name.words.clone(), entity, MentionKind::Name, rule);
        if let Some(found) = self.cast.found.last_mut() {
            found.whole.start = name.title.start.min(name.words.start);
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
        self.cast.entities[family].name.get_or_insert(name.words.clone());
        self.cast.entities[family].strong = true;
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
    fn describe(&mut self, role: &Role, entity: usize) {
        let article = self.article;
        let known = &mut self.cast.entities[entity];
        if role.sort == Sort::Person && !known.plural {
            known.vote(ActorType::Person, 4);
        }
        let words = role.words.start..description_end(article, role);
        known.learn(article, &words);
    }

    fn role(&mut self, role: &Role) {
        if role.describes.is_some() || role.predicate {
            if let Some((subject, noun)) = role.predicate.then(|| self.subject_of(role)).flatten() {
                self.note_noun(noun, subject);
                let known = &mut self.cast.entities[subject];
                known.nouns.push(role.noun.clone());
            }
            return;
        }
        if let Some((entity, rule)) = self.resolve(role) {
            // `an American president` in general is nobody to come back to.
            if role.reach != Reach::New || role.acts || role.plural {
                self.note_noun(role.noun.clone(), entity);
            }
            let known = &mut self.cast.entities[entity];
            known.nation = known.nation.or(role.country.filter(|_| role.sort == Sort::Person));
            known.gender = known.gender.or(titles::gender(&role.noun));
            self.mention(role.words.clone(), entity, MentionKind::Role, rule);
        }
    }

    /// Of whom a predicate such as `is a lawyer` is said.
    fn subject_of(&self, role: &Role) -> Option<(usize, String)> {
        let last = self.passed.last()?;
        let same = last.verb == Some(role.head) && self.cast.entities[last.entity].is_person() && role.sort == Sort::Person;
        same.then(|| (last.entity, role.noun.clone()))
    }

    /// Whom a description means: a known actor, or a new one.
    fn resolve(&mut self, role: &Role) -> Option<(usize, Rule)> {
        let side = role.noun == "side" && role.country.is_some();
        if (role.sort == Sort::Government || side)
            && let Some(found) = self.government(role)
        {
            return found;
        }
        let known = match role.reach {
            Reach::Known | Reach::Bare if role.sort == Sort::Person && !role.plural => self.person(role),
            Reach::Known | Reach::Owned if matches!(role.sort, Sort::Organization | Sort::Media) && !role.plural => self.organization(role),
            _ => None,
        };
        let printed = matches!(
            role.noun.as_str(),
            "website" | "websites" | "site" | "sites" | "blog" | "blogs" | "office" | "hospital" | "school" | "schools"
        );
        if printed && !role.acts {
            return None;
        }
        if let Some(entity) = known.or_else(|| self.again(role)) {
            return Some((entity, Rule::MentionRole));
        }
        let entity = self.cast.add(self.fresh(role));
        Some((entity, Rule::MentionUnnamed))
    }

    fn fresh(&self, role: &Role) -> Entity {
        let kind = match role.sort {
            _ if role.plural && role.sort != Sort::Media && role.sort != Sort::Government => ActorType::Group,
            Sort::Person => ActorType::Person,
            Sort::Group => ActorType::Group,
            Sort::Government => ActorType::Government,
            Sort::Media => ActorType::Media,
            Sort::Organization | Sort::Document => ActorType::Organization,
        };
        let mut entity = Entity {
            plural: kind == ActorType::Group || role.plural,
            nation: role.country,
            gender: titles::gender(&role.noun),
            ..Entity::default()
        };
        entity.anonymous = matches!(role.sort, Sort::Person | Sort::Group) && role.reach != Reach::Owned && role.reach != Reach::Known;
        entity.standing = role.country.is_some()
            && matches!(role.reach, Reach::Known | Reach::Bare)
            && matches!(role.sort, Sort::Group | Sort::Organization);
        entity.owner = (role.reach == Reach::Owned).then(|| self.article.lower(role.words.start));
        entity.description = Some(role.words.clone());
        entity.nouns = role.modifiers.clone();
        entity.vote(kind, 4);
        entity
    }

    /// `the New Zealand government`, `the government`; `None` when the phrase is none of these, `Some(None)` when it means nobody here.
    #[allow(clippy::option_option)]
    fn government(&mut self, role: &Role) -> Option<Option<(usize, Rule)>> {
        if role.plural {
            return (!role.speaks).then_some(None);
        }
        let land = role.country;
        if matches!(role.noun.as_str(), "country" | "nation" | "kingdom" | "republic") {
            let known = land.and_then(|land| self.by_land.get(land).copied());
            return Some((role.acts && role.reach == Reach::Known).then_some(known).flatten().map(|entity| (entity, Rule::MentionRole)));
        }
        let entity = match land {
            Some(land) => {
                Some(*self.by_land.entry(land).or_insert_with(|| self.cast.add(Entity { land: Some(land), ..Entity::default() })))
            }
            None => self.recent(|entity| {
                entity.land.is_some() && entity.strong || (entity.name.is_none() && entity.kind() == Some(ActorType::Government))
            }),
        };
        if let Some(entity) = entity.filter(|_| matches!(role.noun.as_str(), "government" | "monarchy" | "side")) {
            let known = &mut self.cast.entities[entity];
            known.vote(ActorType::Government, 4);
            known.strong |= land.is_some() || role.acts;
            return Some(Some((entity, Rule::MentionRole)));
        }
        None
    }

    /// The last passed actor of whom `fits` holds.
    fn recent(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        self.passed.iter().rev().take(MEMORY).map(|passed| passed.entity).find(|&entity| fits(&self.cast.entities[entity]))
    }

    /// The person with this title, or whom the text could newly call so.
    fn person(&self, role: &Role) -> Option<usize> {
        let score = |entity: usize| {
            let known = &self.cast.entities[entity];
            let conflict = role.country.is_some() && known.nation.is_some() && known.nation != role.country;
            let gender = titles::gender(&role.noun).is_some_and(|gender| known.gender.is_some_and(|other| other != gender));
            (known.is_person() && !conflict && !gender).then(|| {
                let nation = u32::from(role.country.is_some() && known.nation == role.country) * 3;
                nation + role.modifiers.iter().filter(|word| known.nouns.contains(word)).count() as u32
            })
        };
        let titled =
            self.by_noun.get(&role.noun).into_iter().flatten().rev().filter_map(|&entity| score(entity).map(|score| (score, entity)));
        // Of equals the last described, which comes first here.
        let best =
            titled.fold(None, |best: Option<(u32, usize)>, next| if best.is_some_and(|best| best.0 >= next.0) { best } else { Some(next) });
        if let Some((_, entity)) = best {
            return Some(entity);
        }
        let known_title = self.cast.entities.len() < 4000 && role.reach == Reach::Known;
        let titled = known_title
            .then(|| self.recent(|entity| entity.name.is_some() && entity.is_person() && entity.nouns.contains(&role.noun)))
            .flatten();
        let free = |entity: &Entity| {
            entity.name.is_some()
                && entity.kind() == Some(ActorType::Person)
                && entity.is_person()
                && entity.described_at.is_none_or(|at| at > role.head)
        };
        let aged = role.modifiers.iter().any(|word| word.contains("year"));
        let anaphoric = role.reach == Reach::Known && (aged || may_rename(&role.noun));
        titled.filter(|&entity| score(entity).is_some()).or_else(|| {
            let near = self.passed.iter().rev().take(12).filter(|passed| !aged || passed.verb.is_some()).map(|passed| passed.entity);
            let fits = |&entity: &usize| {
                score(entity).is_some() && (aged && self.cast.entities[entity].is_person() || free(&self.cast.entities[entity]))
            };
            anaphoric.then(|| near.into_iter().find(fits)).flatten()
        })
    }

    /// The organization or outlet whose name or kind the noun fits.
    fn organization(&self, role: &Role) -> Option<usize> {
        let pronoun = self.article.xpos(role.words.start) == Xpos::PrpS;
        if role.country.is_some() || (role.reach == Reach::Owned && !pronoun) || matches!(role.noun.as_str(), "media" | "press") {
            return None;
        }
        let media = role.sort == Sort::Media;
        let noun = role.noun.as_str();
        let near = self.passed.iter().rev().take(MEMORY);
        near.map(|passed| passed.entity).find(|&entity| {
            let known = &self.cast.entities[entity];
            let Some(name) = &known.name else { return false };
            if known.land.is_some() {
                return false;
            }
            let key = key(self.article, name);
            if role.modifiers.iter().any(|word| !key.contains(word.as_str())) {
                return false;
            }
            if media && matches!(noun, "website" | "websites" | "site" | "sites") && !key.contains(['.', '/']) && !key.ends_with("wiki") {
                return false;
            }
            if media {
                return known.kind() == Some(ActorType::Media) && role.modifiers.is_empty();
            }
            known.kind() == Some(ActorType::Organization) && fits_organization(noun, &key)
        })
    }

    /// An actor without a name who was described with the same noun, and not otherwise.
    fn again(&self, role: &Role) -> Option<usize> {
        let kin = matches!(role.noun.as_str(), "parents" | "family");
        let campaign = matches!(role.noun.as_str(), "campaign" | "team" | "camp");
        let owner = (role.reach == Reach::Owned).then(|| self.article.lower(role.words.start));
        let anew = role.reach == Reach::New && !role.plural;
        let same = |&&entity: &&usize| {
            let known = &self.cast.entities[entity];
            let nation = role.country.is_none_or(|land| known.nation == Some(land));
            if campaign && known.name.is_none() && !role.modifiers.is_empty() {
                return known.nouns.last() == role.modifiers.last();
            }
            let owned = owner.is_none() || kin || known.owner == owner;
            known.name.is_none()
                && owned
                && known.land.is_none()
                && nation
                && known.plural == self.fresh(role).plural
                && role.modifiers.iter().all(|word| known.nouns.contains(word))
        };
        self.by_noun.get(&role.noun).filter(|_| !anew)?.iter().rev().find(same).copied()
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

/// Whether a definite noun can newly describe somebody who was only named so far.
fn may_rename(noun: &str) -> bool {
    matches!(
        noun,
        "nominee"
            | "candidate"
            | "contender"
            | "billionaire"
            | "businessman"
            | "businesswoman"
            | "developer"
            | "politician"
            | "leader"
            | "incumbent"
            | "challenger"
            | "frontrunner"
            | "front-runner"
            | "mogul"
            | "tycoon"
            | "president"
            | "senator"
            | "governor"
            | "congressman"
            | "congresswoman"
            | "lawmaker"
            | "minister"
            | "premier"
            | "chancellor"
            | "mayor"
            | "democrat"
            | "republican"
            | "singer"
            | "actor"
            | "actress"
            | "author"
            | "writer"
            | "star"
            | "coach"
            | "player"
            | "striker"
            | "secretary"
    )
}

/// Whether an organization called `key` may be called `noun`.
fn fits_organization(noun: &str, key: &str) -> bool {
    let named = key.split([' ', '-']).any(|word| word == noun);
    let party = key.contains("party") || matches!(key, "labour" | "labor" | "gop" | "fatah" | "hamas");
    let public = party
        || [
            "court",
            "ministry",
            "department",
            "council",
            "nato",
            "union",
            "nations",
            "campaign",
            "church",
            "university",
            "police",
            "committee",
        ]
        .iter()
        .any(|word| key.contains(word));
    match noun {
        "party" => party,
        "campaign" | "team" => key.ends_with("campaign") || key.ends_with("team"),
        "alliance" => named || key == "nato",
        "bloc" | "union" => named || key == "eu",
        "company" | "firm" | "corporation" | "retailer" | "manufacturer" | "airline" | "startup" | "subsidiary" | "brand" => !public,
        "group" | "organization" | "organisation" | "movement" | "charity" | "militia" | "network" | "nonprofit" => named || !party,
        _ => named,
    }
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
    article.is_any(words.end - 1, PEOPLE)
}
