//! Those who share a name: what tells a father from a son, and a woman from a man.

use super::{Form, Index};
use crate::actors::cast::{Cast, Entity};
use crate::actors::names::Name;
use crate::article::Article;
use crate::lexicon::titles::{self, Gender};

/// The word that tells two of one name apart, if the name has one: `Jr.`, `III`.
pub(super) fn generation(form: &Form) -> Option<&str> {
    form.words.last().map(|word| word.trim_end_matches('.')).filter(|word| titles::is_generation(word))
}

/// The man or woman of whom a title before a single surname tells: `Mrs. Doe`.
pub(super) fn told_by_title(article: &Article<'_>, name: &Name) -> Option<Gender> {
    (name.words.len() == 1 && name.title.len() == 1).then(|| titles::gender(article.lower(name.title.start))).flatten()
}

/// Gives a surname with a title for men or women (`Mrs. Doe`) to the bearer whom the title fits. Where the text has both, and nothing tells which is
/// whose, they are two whom nobody knows.
pub(super) fn by_gender(article: &Article<'_>, names: &[Name], forms: &[Form], index: &Index, cast: &mut Cast, entities: &mut [usize]) {
    for form in forms.iter().filter(|form| form.words.len() == 1) {
        let bearers: &[usize] = index.last.get(&form.key).map_or(&[], Vec::as_slice);
        let several = bearers.len() > 1;
        let mut apart: [Option<usize>; 2] = [None; 2];
        for &place in &form.places {
            let name = &names[place];
            let Some(gender) = told_by_title(article, name) else { continue };
            let told = |known: Option<Gender>| {
                let of = |entity: &Entity| entity.gender == known && entity.name.as_ref().is_some_and(|name| name.len() > 1);
                bearers.iter().copied().filter(|&bearer| of(&cast.entities[bearer])).collect::<Vec<usize>>()
            };
            let unknown = told(None);
            let only = unknown.first().filter(|_| form.mixed && several && unknown.len() == 1);
            let fits = told(Some(gender)).first().or(only).copied();
            if fits.is_some() || !form.mixed {
                entities[place] = fits.unwrap_or(entities[place]);
                continue;
            }
            let first = bearers.is_empty() && apart == [None; 2];
            let votes = cast.entities[form.entity].votes;
            let own = &mut apart[gender as usize];
            let entity = *own.get_or_insert_with(|| if first { form.entity } else { cast.add(Entity { votes, ..Entity::default() }) });
            let known = &mut cast.entities[entity];
            if known.name.is_none() {
                known.call(article, name.words.clone());
            }
            known.learn(article, &name.title);
            (known.strong, known.sure) = (true, true);
            entities[place] = entity;
        }
    }
}
