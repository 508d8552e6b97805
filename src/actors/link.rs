//! Linking: which names, roles and pronouns are the same actor's.
//!
//! Full names come first, then short ones that repeat their parts, then roles that fit what is known of an actor. Pronouns are for `pronouns`.

use std::collections::HashMap;
use std::ops::Range;

use super::names::{self, Name};
use super::roles::Role;
use crate::article::Article;
use crate::language::relations::Relation;
use crate::language::tags::{Upos, Xpos};
use crate::lexicon::nouns::Sort;
use crate::lexicon::{nouns, places, titles};
use crate::model::{ActorType, MentionKind};

/// What is known of an actor while mentions are linked.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What it is.
    pub(super) kind: Option<ActorType>,
    /// The fullest name, or the description of an unnamed one.
    pub(super) name: String,
    /// Its words in lower case.
    pub(super) parts: Vec<String>,
    /// The title or apposition.
    pub(super) role: Option<String>,
    /// The nouns of titles and appositions in lower case.
    pub(super) nouns: Vec<String>,
    /// The country it belongs to or stands for, and whether its own title says so.
    pub(super) country: Option<(&'static str, bool)>,
    /// The pronoun that titles or the text itself give it.
    pub(super) pronoun: Option<&'static str>,
    /// Whether it has a name.
    pub(super) named: bool,
    /// Whether the text keeps its name back.
    pub(super) anonymous: bool,
    /// Whether it belongs to the document even if nothing else speaks for it.
    pub(super) keep: bool,
    modifiers: Vec<String>,
}

/// A mention, its actor by number.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) words: Range<usize>,
    pub(super) head: usize,
    pub(super) actor: usize,
    pub(super) kind: MentionKind,
}

/// The actors and their mentions by name and role, in text order.
pub(super) fn link(article: &Article<'_>, names: &[Name], roles: &[Role]) -> (Vec<Known>, Vec<Linked>) {
    let mut linker = Linker { article, known: Vec::new(), by_key: HashMap::new(), mentions: Vec::new() };
    let mut assigned = vec![None; names.len()];
    // Full names first, wherever they stand; then what repeats a part of one.
    for (i, name) in names.iter().enumerate().filter(|(_, name)| name.words.len() > 1 || name.country.is_some()) {
        assigned[i] = linker.full_name(name);
    }
    for (i, name) in names.iter().enumerate() {
        assigned[i] = assigned[i].or_else(|| linker.short_name(name, names));
    }
    for (name, actor) in names.iter().zip(assigned) {
        if let Some(actor) = actor {
            linker.describe(name, actor);
            if !name.modifier {
                linker.mentions.push(Linked { words: name.words.clone(), head: name.words.end - 1, actor, kind: MentionKind::Name });
            }
        }
    }
    linker.mentions.sort_by_key(|mention| mention.words.start);
    let mut with_roles = Vec::new();
    for role in roles {
        with_roles.extend(linker.role(role));
    }
    linker.mentions.extend(with_roles);
    linker.mentions.sort_by_key(|mention| (mention.words.start, mention.words.end));
    (linker.known, linker.mentions)
}

struct Linker<'a, 't> {
    article: &'a Article<'t>,
    known: Vec<Known>,
    by_key: HashMap<String, usize>,
    /// Names in text order; roles are looked up among these.
    mentions: Vec<Linked>,
}

impl Linker<'_, '_> {
    fn full_name(&mut self, name: &Name) -> Option<usize> {
        let key = name.country.map_or_else(|| plain_key(self.article, name), str::to_lowercase);
        if let Some(&actor) = self.by_key.get(&key) {
            let known = &mut self.known[actor];
            known.kind = known.kind.or(name.kind);
            return Some(actor);
        }
        name.kind?;
        let parts: Vec<String> =
            name.words.clone().filter(|&word| !self.article.is_mark(word)).map(|word| self.article.lower(word)).collect();
        if name.kind == Some(ActorType::Person)
            && let Some(actor) =
                self.known.iter().position(|known| known.kind == Some(ActorType::Person) && same_person(&known.parts, &parts))
        {
            self.by_key.insert(key, actor);
            return Some(actor);
        }
        Some(self.add(key, name, parts))
    }

    fn add(&mut self, key: String, name: &Name, parts: Vec<String>) -> usize {
        let words = self.article.span(&name.words).map_or("", |span| span.slice(self.article.text));
        let shown = name.country.map_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "), str::to_string);
        self.known.push(Known {
            kind: name.kind,
            name: shown,
            parts,
            named: true,
            keep: true,
            country: name.country.map(|country| (country, true)),
            ..Known::default()
        });
        self.by_key.insert(key, self.known.len() - 1);
        self.known.len() - 1
    }

    /// An actor for a name of one word: the person whose last name it is, the organization whose initials or part it is, or a new one.
    fn short_name(&mut self, name: &Name, all: &[Name]) -> Option<usize> {
        let key = plain_key(self.article, name);
        if let Some(&actor) = self.by_key.get(&key) {
            return Some(actor);
        }
        let word = key.trim_end_matches("'s").to_string();
        let family = self.known.iter().position(|known| known.kind == Some(ActorType::Person) && known.parts.last() == Some(&word));
        let given = self
            .known
            .iter()
            .position(|known| known.kind == Some(ActorType::Person) && known.parts.first() == Some(&word) && known.parts.len() > 1);
        let couple = word.strip_suffix('s').and_then(|one| {
            self.known.iter().position(|known| known.kind == Some(ActorType::Person) && known.parts.last().is_some_and(|last| last == one))
        });
        let written = self.article.word(name.words.start);
        let initials = (written.chars().filter(|c| c.is_uppercase()).count() >= 2)
            .then(|| self.known.iter().position(|known| known.named && known.parts.len() > 1 && is_initials(written, &known.name)))
            .flatten();
        let part = self.known.iter().position(|known| {
            matches!(known.kind, Some(ActorType::Media)) && known.parts.last() == Some(&word)
                || matches!(known.kind, Some(ActorType::Organization))
                    && name.kind != Some(ActorType::Government)
                    && known.parts.len() > 2
                    && known.parts.last() == Some(&word)
                    && !titles::ends_organization(&word)
        });
        if let Some(actor) = family.or(initials).or(given.filter(|_| name.kind != Some(ActorType::Organization))).or(part) {
            self.by_key.insert(key, actor);
            return Some(actor);
        }
        if couple.is_some() && name.words.start > 0 && self.article.is(name.words.start - 1, "the") {
            let parts = vec![word];
            let name = Name { kind: Some(ActorType::Group), ..name.clone() };
            return Some(self.add(key, &name, parts));
        }
        let kind = name.kind.or_else(|| self.kind_from_use(&key, all))?;
        let parts = vec![word];
        let name = Name { kind: Some(kind), ..name.clone() };
        Some(self.add(key, &name, parts))
    }

    /// What a name that nothing tells is, judging by what it does anywhere in the text.
    fn kind_from_use(&self, key: &str, all: &[Name]) -> Option<ActorType> {
        let article = self.article;
        all.iter().filter(|name| name.words.len() == 1 && plain_key(article, name) == key).find_map(|name| {
            let word = name.words.start;
            let verb = article.head(word)?;
            let subject = article.relation(word) == Relation::Nsubj && article.upos(verb) == Upos::Verb;
            let says = subject && article.cue(verb).is_some_and(|cue| cue.clause == crate::lexicon::Strength::Strong);
            let article_before = word > 0 && article.is(word - 1, "the");
            match (says, subject) {
                (true, _) if !article_before => Some(ActorType::Person),
                (_, true) => Some(ActorType::Organization),
                _ => None,
            }
        })
    }

    /// Adds what the title and the apposition of a name tell about its actor.
    fn describe(&mut self, name: &Name, actor: usize) {
        if self.known[actor].kind != Some(ActorType::Person) {
            return;
        }
        let article = self.article;
        let title = title_words(article, name);
        let apposition = apposition(article, &name.words);
        for words in [title, apposition].into_iter().flatten() {
            let known = &mut self.known[actor];
            let text = article.span(&words).map_or("", |span| span.slice(article.text));
            if known.role.is_none() && words.clone().any(|word| article.lower(word).len() > 3) {
                known.role = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            for word in words.clone().take(14) {
                let lower = article.lower(word);
                known.pronoun = known.pronoun.or_else(|| titles::pronoun_of(&lower));
                if let Some((country, _)) = places::country(&lower).filter(|_| article.word(word).starts_with(char::is_uppercase))
                    && known.country.is_none_or(|(_, sure)| !sure)
                {
                    known.country = Some((country, true));
                }
                let noun = match lower.trim_end_matches('.') {
                    "sen" => "senator",
                    "gov" => "governor",
                    "rep" => "representative",
                    "prof" => "professor",
                    other => other,
                };
                if nouns::role(noun).is_some() && !known.nouns.iter().any(|known| known == noun) {
                    known.nouns.push(noun.to_string());
                }
            }
        }
        if self.known[actor].country.is_none() {
            let sentence = article.sentence(name.words.start);
            let near = (sentence.start..name.words.start)
                .rev()
                .find_map(|word| places::country(&article.lower(word)).filter(|_| article.word(word).starts_with(char::is_uppercase)));
            self.known[actor].country = near.map(|(country, _)| (country, false));
        }
    }

    /// Links a role, or makes it an actor of its own when it is definite enough to be one.
    fn role(&mut self, role: &Role) -> Option<Linked> {
        let actor = self.role_of_known(role).or_else(|| self.new_role(role))?;
        self.known[actor].keep |= role.speaks;
        Some(Linked { words: role.words.clone(), head: role.head, actor, kind: MentionKind::Role })
    }

    fn role_of_known(&self, role: &Role) -> Option<usize> {
        let recent = |wanted: &dyn Fn(&Known) -> bool| {
            let end = self.mentions.partition_point(|mention| mention.words.start < role.head);
            self.mentions[..end].iter().rev().take(400).map(|mention| mention.actor).find(|&actor| wanted(&self.known[actor]))
        };
        if role.sort == Sort::Government
            || (role.country.is_some() && matches!(role.noun.as_str(), "side" | "administration" | "leadership" | "authorities"))
        {
            return match role.country {
                Some(country) => self
                    .known
                    .iter()
                    .position(|known| known.kind == Some(ActorType::Government) && known.country.is_some_and(|(own, _)| own == country)),
                None if role.definite && role.noun == "government" => recent(&|known| known.kind == Some(ActorType::Government)),
                None => None,
            };
        }
        if !role.definite || role.possessor.is_some_and(|word| self.article.upos(word) == Upos::Pron && role.sort == Sort::Person) {
            return None;
        }
        let fits_country = |known: &Known| match (role.country, known.country) {
            (Some(wanted), Some((own, _))) => wanted == own,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let role_noun = |known: &Known| known.nouns.contains(&role.noun) && fits_country(known);
        match role.sort {
            Sort::Person => {
                let sure = recent(&|known| role_noun(known) && role.country.is_some_and(|wanted| known.country == Some((wanted, true))));
                sure.or_else(|| recent(&role_noun)).or_else(|| {
                    // "the Vermont senator": a later abbreviation or a name of the same place in the title.
                    recent(&|known| {
                        known.kind == Some(ActorType::Person)
                            && known
                                .role
                                .as_ref()
                                .is_some_and(|own| role.modifiers.iter().any(|modifier| own.to_lowercase().contains(modifier.as_str())))
                            && known.nouns.contains(&role.noun)
                    })
                })
            }
            Sort::Organization if role.possessor.is_none() => recent(&|known| {
                known.kind == Some(ActorType::Organization)
                    && known.named
                    && (known.parts.contains(&role.noun) || known.parts.last().is_some_and(|last| last.trim_end_matches('.') == role.noun))
            })
            .or_else(|| {
                (role.modifiers.is_empty() && matches!(role.noun.as_str(), "alliance" | "bloc"))
                    .then(|| recent(&|known| known.kind == Some(ActorType::Organization) && known.named))
                    .flatten()
            }),
            Sort::Media if role.possessor.is_none() && role.modifiers.is_empty() && !role.noun.ends_with('s') && role.noun != "media" => {
                recent(&|known| known.kind == Some(ActorType::Media))
            }
            _ => None,
        }
    }

    /// A role without a name becomes an actor; the same noun with the same modifiers is the same actor when it is definite.
    fn new_role(&mut self, role: &Role) -> Option<usize> {
        let kind = match role.sort {
            Sort::Person => ActorType::Person,
            Sort::Group => ActorType::Group,
            Sort::Organization => ActorType::Organization,
            Sort::Government => ActorType::Government,
            Sort::Media => ActorType::Media,
            Sort::Document if role.speaks => ActorType::Organization,
            Sort::Document => return None,
        };
        if role.sort == Sort::Government
            && let Some(country) = role.country
        {
            let key = country.to_lowercase();
            self.known.push(Known {
                kind: Some(kind),
                name: country.to_string(),
                parts: vec![key.clone()],
                named: true,
                keep: true,
                country: Some((country, true)),
                ..Known::default()
            });
            self.by_key.insert(key, self.known.len() - 1);
            return Some(self.known.len() - 1);
        }
        let modifiers: Vec<String> = role.modifiers.clone();
        let same = self.known.iter().rposition(|known| {
            !known.named
                && known.parts.first() == Some(&role.noun)
                && (role.definite || matches!(role.sort, Sort::Group))
                && (modifiers.is_empty() || known.modifiers == modifiers)
                && (role.country.is_none() || known.country.map(|(own, _)| own) == role.country)
        });
        if let Some(actor) = same {
            return Some(actor);
        }
        let text = self.article.span(&role.words).map_or("", |span| span.slice(self.article.text));
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let keep = role.speaks
            || (role.acts
                && (role.country.is_some()
                    || role.possessor.is_some_and(|word| self.article.xpos(word) == Xpos::PrpS) && role.sort == Sort::Person))
            || (role.country.is_some() && role.sort != Sort::Person && role.definite);
        let anonymous = role.speaks && matches!(role.sort, Sort::Person | Sort::Group) && !(role.definite && role.possessor.is_some());
        self.known.push(Known {
            kind: Some(kind),
            name,
            parts: vec![role.noun.clone()],
            country: role.country.map(|country| (country, true)),
            pronoun: titles::pronoun_of(&role.noun),
            anonymous,
            keep,
            modifiers,
            ..Known::default()
        });
        Some(self.known.len() - 1)
    }
}

/// The name's key without a possessive and with the same spelling for all its mentions.
fn plain_key(article: &Article<'_>, name: &Name) -> String {
    names::key(article, &name.words).trim_end_matches('.').replace('.', "")
}

/// Whether two full names can be one person's: the same last word, and first words that do not contradict.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else { return false };
    let first =
        first_a == first_b || (first_a.trim_end_matches('.').chars().count() == 1 && first_b.starts_with(first_a.trim_end_matches('.')));
    a.len() > 1 && b.len() > 1 && a.last() == b.last() && first
}

/// Whether `acronym` is made of the initials of `name`, with or without those of its small words.
fn is_initials(acronym: &str, name: &str) -> bool {
    let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect();
    let words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    let initials = |keep: &dyn Fn(&str) -> bool| -> String {
        words.iter().filter(|word| keep(word)).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let small = |word: &str| !matches!(word, "of" | "the" | "for" | "and" | "The");
    letters == initials(&capital)
        || letters == initials(&|_| true)
        || letters == initials(&small)
        || (letters.len() > 2 && initials(&|word| word != "the").starts_with(&letters))
}

/// The words of the title before the name, lower-case modifiers included: `Kremlin spokesman`.
fn title_words(article: &Article<'_>, name: &Name) -> Option<Range<usize>> {
    let end = name.words.start;
    let sentence = article.sentence(end);
    let mut start = name.title.start.min(end);
    let part = |word: usize| {
        matches!(article.upos(word), Upos::Noun | Upos::Propn | Upos::Adj) && !article.is_mark(word)
            || matches!(article.xpos(word), Xpos::Pos | Xpos::Hyph)
    };
    while start > sentence.start && end - start < 10 && part(start - 1) {
        start -= 1;
    }
    let words = start..end;
    let tells = words.clone().any(|word| titles::is_title(&article.lower(word)) || nouns::role(&article.lower(word)) == Some(Sort::Person));
    (!words.is_empty() && tells).then_some(words)
}

/// The apposition behind the name: `, an adviser to Zelensky`.
fn apposition(article: &Article<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let head = name.clone().find(|&word| article.head(word).is_none_or(|above| !name.contains(&above)))?;
    let child = article.children(head).find(|&child| child >= name.end && article.relation(child) == Relation::Appos)?;
    let mut words = article.trim(article.subtree(child));
    words.start = words.start.max(name.end);
    let near = words.start <= name.end + 2
        && words.clone().take(8).any(|word| nouns::role(&article.lower(word)).is_some_and(|sort| sort == Sort::Person));
    (near && words.len() <= 24).then_some(words)
}
