//! Sets of annotations, and which of their documents are of the same text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use whosaid::formats::Article;
use whosaid::model::Document;
use whosaid::text::Unit;

use crate::cli::convert;
use crate::cli::input;
use crate::cli::shown::shown;
use crate::cli::{Stop, complain, report_import};

/// Several people's annotations of the same texts.
pub(super) struct Sets {
    /// What each set is called.
    pub(super) names: Vec<String>,
    /// The texts that all of them hold, in the order of the first.
    pub(super) texts: Vec<Shared>,
    /// Whether something was refused.
    pub(super) failed: bool,
}

/// A text with a document of each set.
pub(super) struct Shared {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) documents: Vec<Document>,
}

impl Sets {
    /// Reads a set from each path. What is not in all of them is told and left out; where the same document has other words, it is refused.
    ///
    /// # Errors
    /// When a set cannot be read.
    pub(super) fn read(paths: &[PathBuf], unit: Option<Unit>) -> Result<Sets, Stop> {
        let mut sets = Vec::new();
        let mut failed = false;
        for path in paths {
            let (articles, refused) = read(path, unit)?;
            failed |= refused;
            sets.push(articles);
        }
        let mut sets = Sets { names: names(paths), texts: shared(&mut sets), failed }.with_the_rest(&sets);
        sets.failed |= failed;
        Ok(sets)
    }

    /// Tells what of `rest` is in no other set, or in them with other words.
    fn with_the_rest(mut self, rest: &[Vec<Article>]) -> Sets {
        let mut told = BTreeSet::new();
        for (set, articles) in rest.iter().enumerate() {
            for article in articles {
                let elsewhere = rest.iter().enumerate().filter(|(other, _)| *other != set).flat_map(|(_, other)| other);
                let namesake = elsewhere.into_iter().any(|other| id(other) == id(article) && other.text != article.text);
                if namesake && told.insert(id(article)) {
                    complain(format_args!("{}: its text is not the same in all sets, so that it is refused", id(article)));
                    self.failed = true;
                } else if !namesake {
                    complain(format_args!("{}, {}: this text is not in every set, so that it is left out", self.names[set], id(article)));
                }
            }
        }
        self
    }
}

/// The articles of a set, and whether a file of it could not be read.
fn read(path: &Path, unit: Option<Unit>) -> Result<(Vec<Article>, bool), Stop> {
    let found = input::items(&[path.to_path_buf()], "annotated file", convert::is_annotated)?;
    let (mut articles, mut failed) = (Vec::new(), found.passed_over > 0);
    for item in found.items {
        match convert::read(&item, unit) {
            Ok(import) => {
                report_import(&item.name(), &import.losses, &import.skipped);
                failed |= !import.skipped.is_empty();
                articles.extend(import.articles);
            }
            Err(error) => {
                complain(format_args!("{error:#}"));
                failed = true;
            }
        }
    }
    if articles.is_empty() {
        return Err(Stop::Failed(anyhow!("{}: holds no annotated text", shown(path))));
    }
    Ok((articles, failed))
}

/// What a document is known by: the id that its file gave it, else its name.
fn id(article: &Article) -> String {
    let own = article.document.extra.iter().find(|(name, _)| &**name == "id");
    own.map_or_else(|| article.name.clone(), |(_, value)| value.trim_matches('"').to_owned())
}

/// Takes out of `sets` the texts that are in all of them. Where a set holds a text more than once, documents of the same id go together.
fn shared(sets: &mut [Vec<Article>]) -> Vec<Shared> {
    let Some((first, others)) = sets.split_first_mut() else { return Vec::new() };
    let mut places: Vec<BTreeMap<String, Vec<usize>>> = others.iter().map(|set| by_text(set)).collect();
    let mut taken: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); others.len()];
    let mut texts = Vec::new();
    let mut rest = Vec::new();
    for article in first.drain(..) {
        let pick = |(set, places): (&Vec<Article>, &BTreeMap<String, Vec<usize>>)| {
            let same = places.get(&article.text)?;
            same.iter().copied().find(|&other| id(&set[other]) == id(&article)).or_else(|| same.first().copied())
        };
        let picked: Option<Vec<usize>> = others.iter().zip(&places).map(pick).collect();
        let Some(picked) = picked else {
            rest.push(article);
            continue;
        };
        let mut documents = vec![article.document.clone()];
        for (set, &place) in picked.iter().enumerate() {
            documents.push(others[set][place].document.clone());
            taken[set].insert(place);
            if let Some(same) = places[set].get_mut(&article.text) {
                same.retain(|other| *other != place);
            }
        }
        texts.push(Shared { name: id(&article), text: article.text, documents });
    }
    *first = rest;
    for (set, taken) in others.iter_mut().zip(taken) {
        let mut place = 0..;
        set.retain(|_| place.next().is_none_or(|place| !taken.contains(&place)));
    }
    texts
}

fn by_text(set: &[Article]) -> BTreeMap<String, Vec<usize>> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, article) in set.iter().enumerate() {
        places.entry(article.text.clone()).or_default().push(place);
    }
    places
}

/// What the sets are called: by their last name, or their whole path where that is not their own.
fn names(paths: &[PathBuf]) -> Vec<String> {
    let last = |path: &Path| path.file_stem().map_or_else(|| shown(path), |stem| shown(Path::new(stem)));
    let own = |path: &Path| paths.iter().filter(|other| last(other) == last(path)).count() == 1;
    paths.iter().map(|path| if own(path) { last(path) } else { shown(path) }).collect()
}
