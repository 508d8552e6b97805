//! Whom a description means: a government, a titled person, an organization of its kind, somebody described so before, or somebody new.
//!
//! The first that fits is taken; what a description says about its bearer is noted in `walk`.

use super::cast::Entity;
use super::phrase;
use super::roles::{Reach, Role};
use super::walk::Walk;
use crate::language::tags::Xpos;
use crate::lexicon::nouns::Sort;
use crate::lexicon::titles;
use crate::model::ActorType;
use crate::reasons::Rule;

impl Walk<'_, '_> {
    /// Whom a description means: a known actor, or a new one.
    pub(super) fn resolve(&mut self, role: &Role) -> Option<(usize, Rule)> {
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
        if printed && !role.part.speaks {
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
        entity.owner = (role.reach == Reach::Owned).then(|| self.article.lower(role.words.start).to_owned());
        entity.description = Some(role.words.clone());
        entity.nouns = role.modifiers.clone();
        entity.vote(kind, 4);
        entity
    }

    /// `the New Zealand government`, `the government`; `None` when the phrase is none of these, `Some(None)` when it means nobody here.
    #[allow(clippy::option_option)]
    fn government(&mut self, role: &Role) -> Option<Option<(usize, Rule)>> {
        if role.plural {
            return (!role.part.speaks).then_some(None);
        }
        let land = role.country;
        if matches!(role.noun.as_str(), "country" | "nation" | "kingdom" | "republic") {
            let known = land.and_then(|land| self.by_land.get(land).copied());
            return Some(
                (role.part.acts && role.reach == Reach::Known).then_some(known).flatten().map(|entity| (entity, Rule::MentionRole)),
            );
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
            known.strong |= land.is_some() || role.part.acts;
            return Some(Some((entity, Rule::MentionRole)));
        }
        None
    }

    /// The last passed actor of whom `fits` holds.
    pub(super) fn recent(&self, fits: impl Fn(&Entity) -> bool) -> Option<usize> {
        self.passed.iter().rev().map(|passed| passed.entity).find(|&entity| fits(&self.cast.entities[entity]))
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
        // `Jane Doe, the nominee's daughter`: the owner in her description is somebody else.
        let owner = role.head + 1 < self.article.tokens.len() && phrase::is_possessive(self.article, role.head + 1);
        let beside = self.passed.back().filter(|last| owner && last.words.end + 1 == role.words.start).map(|last| last.entity);
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
                score(entity).is_some()
                    && beside != Some(entity)
                    && (aged && self.cast.entities[entity].is_person() || free(&self.cast.entities[entity]))
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
        if media && !role.modifiers.is_empty() {
            return None;
        }
        let (kind, noun) = (if media { ActorType::Media } else { ActorType::Organization }, role.noun.as_str());
        self.passed.iter().rev().map(|passed| passed.entity).find(|&entity| {
            let known = &self.cast.entities[entity];
            if known.name.is_none() || known.land.is_some() || known.kind() != Some(kind) {
                return false;
            }
            let key = &*known.key;
            if role.modifiers.iter().any(|word| !key.contains(word.as_str())) {
                return false;
            }
            if media && matches!(noun, "website" | "websites" | "site" | "sites") && !key.contains(['.', '/']) && !key.ends_with("wiki") {
                return false;
            }
            media || fits_organization(noun, key)
        })
    }

    /// An actor without a name who was described with the same noun, and not otherwise.
    fn again(&self, role: &Role) -> Option<usize> {
        let kin = matches!(role.noun.as_str(), "parents" | "family");
        let campaign = matches!(role.noun.as_str(), "campaign" | "team" | "camp");
        let owner = (role.reach == Reach::Owned).then(|| self.article.lower(role.words.start));
        let anew = role.reach == Reach::New && !role.plural;
        let plural = self.fresh(role).plural;
        let same = |&&entity: &&usize| {
            let known = &self.cast.entities[entity];
            let nation = role.country.is_none_or(|land| known.nation == Some(land));
            if campaign && known.name.is_none() && !role.modifiers.is_empty() {
                return known.nouns.last() == role.modifiers.last();
            }
            let owned = owner.is_none() || kin || known.owner.as_deref() == owner;
            known.name.is_none()
                && owned
                && known.land.is_none()
                && nation
                && known.plural == plural
                && role.modifiers.iter().all(|word| known.nouns.contains(word))
        };
        self.by_noun.get(&role.noun).filter(|_| !anew)?.iter().rev().find(same).copied()
    }
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
    // Nearly every pair is asked and few fit, so each arm asks for what it needs only.
    let named = || key.split([' ', '-']).any(|word| word == noun);
    let party = || key.contains("party") || matches!(key, "labour" | "labor" | "gop" | "fatah" | "hamas");
    let public = || {
        const BODIES: [&str; 12] = [
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
        ];
        party() || BODIES.iter().any(|word| key.contains(word))
    };
    match noun {
        "party" => party(),
        "campaign" | "team" => key.ends_with("campaign") || key.ends_with("team"),
        "alliance" => named() || key == "nato",
        "bloc" | "union" => named() || key == "eu",
        "company" | "firm" | "corporation" | "retailer" | "manufacturer" | "airline" | "startup" | "subsidiary" | "brand" => !public(),
        "group" | "organization" | "organisation" | "movement" | "charity" | "militia" | "network" | "nonprofit" => named() || !party(),
        _ => named(),
    }
}
