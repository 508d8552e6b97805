//! Trains the dependency parser: a dynamic oracle with exploration (Goldberg and Nivre 2013) tells the network which moves lose no arc.
//!
//! The features and the transition system are the core's own; here the numbers are found, rounded to bytes, written and measured.

mod adam;
mod ensemble;
mod example;
mod insertion;
mod network;
mod silver;
mod trainer;

use crate::conllu::{self, Sentence};
use crate::tools::{brotli_size, fold};
use crate::{corpora, tagger};
use anyhow::{Result, anyhow};
use ensemble::Ensemble;
use example::gold_heads;
pub use example::{Counts, Example, count_arcs, known_forms};
use indicatif::{ProgressBar, ProgressStyle};
use network::{Network, Size};
use silver::Silver;
use std::path::Path;
use trainer::Trainer;
use whosaid::language::parser::features::Known;
use whosaid::language::parser::network::Network as Integers;
use whosaid::language::parser::{Tree, Workspace};
use whosaid::language::relations::Relation;
use whosaid::language::tagger::{Scratch, Tagger};
use whosaid::language::tags::Tag;
use whosaid::language::weights::Model;

/// How a parser is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often the corpus is gone through.
    pub epochs: usize,
    /// In how many of the first epochs the news is gone through as well.
    pub silver: usize,
    /// The step size at the start; it falls in a straight line that would come to zero after `horizon` epochs.
    pub rate: f32,
    pub horizon: usize,
    /// How much of the mean network each of those that it takes in replaces, and how many steps lie between two of them.
    pub forget: f32,
    pub stride: usize,
    /// Sentences between two steps.
    pub batch: usize,
    /// In how many of a hundred cases the parser's own choice is followed instead of the oracle's.
    pub explore: usize,
    /// In how many of a hundred cases a form is hidden, so that tags and affixes learn to stand alone.
    pub hide: usize,
    /// In how many of a hundred cases a number of a token is dropped (Srivastava et al. 2014).
    pub drop: usize,
    /// Where the random numbers begin.
    pub seed: u64,
    pub size: Size,
}

impl Settings {
    /// Those of a teacher.
    fn teacher(seed: u64) -> Settings {
        // Eight of eighteen epochs: later ones learned the treebanks by heart and were worse on those held out.
        let (rate, horizon, forget) = (0.006, 18, 1.0 - 0.9993);
        let size = Size::TEACHER;
        Settings { epochs: 8, silver: 4, rate, horizon, forget, stride: 4, batch: 8, explore: 90, hide: 10, drop: 5, seed, size }
    }

    /// Those of the parser that ships. The trees of its teachers are worth more than the automatic ones, so that it goes through them every time.
    fn student() -> Settings {
        Settings { silver: 8, horizon: 12, size: Size::SHIPPED, ..Settings::teacher(20) }
    }
}

/// Where the random numbers of the teachers begin.
const TEACHERS: [u64; 4] = [1, 2, 3, 4];
/// Where the random numbers of parsers begin that leave out a part of the news.
const JACKKNIFED: [u64; 2] = [20, 21];
/// In how many parts the treebanks are cut to get tags as wrong as in use.
const FOLDS: usize = 4;
/// At most how many sentences with an inserted reporting clause are learned from; too many would make them look common.
const INSERTED: usize = 600;
/// How often a form must be seen to be known.
const LEAST: usize = 3;

/// What a parser learns from.
struct Corpora {
    gold: Vec<Example>,
    news: Vec<News>,
    counts: Counts,
}

/// A sentence of news that no person gave a tree.
struct News {
    /// The name of its document; `None` where nobody asks which that is.
    document: Option<String>,
    example: Example,
    /// Whether its tree is one to learn from.
    sure: bool,
}

impl Corpora {
    /// Reads the corpora under `data`, with tags from the tagger in the model file `tagger_file`, and news if `polnear`.
    fn read(data: &Path, tagger_file: &[u8], polnear: bool) -> Result<Corpora> {
        let mut gold = conllu::read(&data.join("gum/train.conllu.gz"))?;
        gold.extend(conllu::read(&data.join("ewt/train.conllu.gz"))?);
        let silver = if polnear { silver::read(&data.join("polnear/train-corenlp.conll.gz"))? } else { Vec::new() };
        let text = if polnear { silver::plain(corpora::newswire_text(data)?) } else { Vec::new() };
        let tagger = Tagger::new(Model::open(tagger_file)?);
        let sure = |silver: &[Silver]| silver.iter().filter(|silver| silver.sure).map(|silver| silver.sentence.clone()).collect::<Vec<_>>();
        let sure = sure(&silver);
        let known = known_forms(gold.iter().chain(&sure), LEAST);
        let gold_tags = jackknife(&gold, FOLDS)?;
        let mut inserted = insertions(&gold, &gold_tags, &known);
        inserted.extend(insertions(&sure, &tag_all(&tagger, &sure), &known));
        inserted.truncate(INSERTED);
        println!("parser: {} gold and {} silver sentences, {} with inserted reports", gold.len(), sure.len(), inserted.len());
        let mut gold = examples(&gold, &gold_tags, &known);
        gold.extend(inserted);
        let news = silver.into_iter().chain(text).map(|Silver { document, sentence, sure }| {
            let tags = tag_all(&tagger, std::slice::from_ref(&sentence)).concat();
            News { document, example: Example::new(&sentence, &tags, &Known(&known)), sure }
        });
        Ok(Corpora { news: news.collect(), gold, counts: Counts { known, ..Counts::default() } })
    }

    /// The news with the trees that larger networks give it together, which learned from all of this (Kuncoro et al. 2016).
    fn teach(mut self) -> Result<Corpora> {
        if self.news.is_empty() {
            return Ok(self);
        }
        let teachers = Ensemble(self.teachers()?);
        let teachers = &teachers;
        let half = self.news.len() / 2;
        let (first, second) = self.news.split_at_mut(half);
        at_once([first, second].map(|part| {
            move || {
                part.iter_mut().for_each(|news| news.example = teachers.label(&news.example.words));
                Ok(())
            }
        }))?;
        self.counts.arcs = count_arcs(self.news.iter().map(|news| &news.example));
        Ok(self)
    }

    fn teachers(&self) -> Result<Vec<Network>> {
        let gold: &Vec<&Example> = &self.gold.iter().collect();
        let silver: &Vec<&Example> = &self.news.iter().filter(|news| news.sure).map(|news| &news.example).collect();
        let learn = |seed| move || Ok(run(gold, silver, self.counts.clone(), Settings::teacher(seed))?.into_mean());
        at_once(TEACHERS.map(learn))
    }

    /// The model learned with these settings from all but the documents that `leave_out` names.
    fn learn(&self, settings: Settings, leave_out: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
        let stays = |news: &&News| !news.document.as_deref().is_some_and(&leave_out);
        let news: Vec<&Example> = self.news.iter().filter(stays).map(|news| &news.example).collect();
        learn(&self.gold.iter().collect::<Vec<_>>(), &news, self.counts.clone(), settings)
    }
}

/// What the tasks give, each done by a thread of its own.
fn at_once<T: Send>(tasks: impl IntoIterator<Item = impl FnOnce() -> Result<T> + Send>) -> Result<Vec<T>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = tasks.into_iter().map(|task| scope.spawn(task)).collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a parser could not be learned"))?).collect()
    })
}

/// For each [`fold`] of `count` some parsers that have not learned from its documents, trained as [`train`] does from other random numbers. Their
/// teachers have.
pub fn jackknifed(data: &Path, tagger_file: &[u8], count: usize) -> Result<Vec<Vec<Vec<u8>>>> {
    let corpora = &Corpora::read(data, tagger_file, true)?.teach()?;
    let learn = |seed, part| corpora.learn(Settings { seed, ..Settings::student() }, |document| fold(document, count) == part);
    at_once((0..count).map(|part| move || JACKKNIFED.into_iter().map(|seed| learn(seed, part)).collect::<Result<Vec<_>>>()))
}

/// Trains on the corpora under `data`, with tags from the tagger in the model file `tagger_file`, and on news if `polnear`, and returns the
/// model file.
pub fn train(data: &Path, tagger_file: &[u8], polnear: bool) -> Result<Vec<u8>> {
    let model = Corpora::read(data, tagger_file, polnear)?.teach()?.learn(Settings::student(), |_| false)?;
    println!("parser: {} bytes, {} with brotli", model.len(), brotli_size(&model));
    for name in ["ewt", "gum"] {
        let dev = conllu::read(&data.join(name).join("dev.conllu.gz"))?;
        println!("parser: {name} dev, own tags: {}", score(&model, tagger_file, &dev)?);
    }
    Ok(model)
}

/// How right the parser in the model file `parser` is on `sentences`, on tags by the tagger in the model file `tagger`.
pub fn score(parser: &[u8], tagger: &[u8], sentences: &[Sentence]) -> Result<Score> {
    let tags = tag_all(&Tagger::new(Model::open(tagger)?), sentences);
    Ok(evaluate(&Integers::read(&Model::open(parser)?), sentences, &tags))
}

/// The model learned from `gold` and, in the first epochs, `news`. The same examples and settings give the same bytes.
pub fn learn(gold: &[&Example], news: &[&Example], counts: Counts, settings: Settings) -> Result<Vec<u8>> {
    Ok(run(gold, news, counts, settings)?.write())
}

/// A network trained on `gold` and, in the first epochs, `news`.
fn run(gold: &[&Example], news: &[&Example], counts: Counts, settings: Settings) -> Result<Trainer> {
    let planned = settings.horizon * gold.len() + settings.silver * news.len();
    let mut trainer = Trainer::new(settings, counts, planned);
    let bar = ProgressBar::new(settings.epochs as u64);
    bar.set_style(ProgressStyle::with_template("parser {bar:40} {pos}/{len} epochs {eta} {msg}")?);
    for epoch in 0..settings.epochs {
        if epoch < settings.silver {
            trainer.epoch(news, epoch > 0);
        }
        let mistakes = trainer.epoch(gold, epoch > 0);
        bar.set_message(format!("{} wrong moves, {} wrong relations", mistakes.moves, mistakes.relations));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(trainer)
}

fn examples(sentences: &[Sentence], tags: &[Vec<Tag>], known: &[u8]) -> Vec<Example> {
    sentences.iter().zip(tags).map(|(sentence, tags)| Example::new(sentence, tags, &Known(known))).collect()
}

/// The sentences that can have their reporting clause inserted, with it inserted.
fn insertions(sentences: &[Sentence], tags: &[Vec<Tag>], known: &[u8]) -> Vec<Example> {
    let made = sentences.iter().zip(tags).filter_map(|(sentence, tags)| insertion::insert_report(sentence, tags));
    made.map(|(sentence, tags)| Example::new(&sentence, &tags, &Known(known))).collect()
}

/// The tags that `tagger` gives to each sentence.
fn tag_all(tagger: &Tagger, sentences: &[Sentence]) -> Vec<Vec<Tag>> {
    let mut scratch = Scratch::default();
    let mut tag = |sentence: &Sentence| {
        let mut tags = Vec::new();
        tagger.tag(&sentence.forms(), &mut scratch, &mut tags);
        tags
    };
    sentences.iter().map(&mut tag).collect()
}

/// Tags for each sentence from a tagger that was trained on the other documents only, so that the parser learns from tags as wrong as those it
/// will be given.
fn jackknife(sentences: &[Sentence], folds: usize) -> Result<Vec<Vec<Tag>>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    let mut scratch = Scratch::default();
    for fold in 0..folds {
        let others: Vec<Sentence> = sentences.iter().filter(|sentence| sentence.document % folds != fold).cloned().collect();
        let model = tagger::learn_gold(&others)?;
        let tagger = Tagger::new(Model::open(&model)?);
        for (sentence, tags) in sentences.iter().zip(&mut tags).filter(|(sentence, _)| sentence.document % folds == fold) {
            tagger.tag(&sentence.forms(), &mut scratch, tags);
        }
    }
    Ok(tags)
}

/// How often heads (UAS), heads with universal relations (LAS, as in the CoNLL shared tasks) and with subtypes are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub words: usize,
    pub heads: usize,
    pub labeled: usize,
    pub subtypes: usize,
}

impl Score {
    /// The share of words with the right head.
    pub fn uas(&self) -> f64 {
        self.share(self.heads)
    }

    /// The share of words with the right head and universal relation.
    pub fn las(&self) -> f64 {
        self.share(self.labeled)
    }

    fn share(&self, count: usize) -> f64 {
        count as f64 / self.words.max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "UAS {:.4} LAS {:.4} (with subtypes {:.4})", self.uas(), self.las(), self.share(self.subtypes))
    }
}

/// Scores the network on sentences, all words counted.
pub fn evaluate(network: &Integers, sentences: &[Sentence], tags: &[Vec<Tag>]) -> Score {
    let mut workspace = Workspace::default();
    measure(sentences, tags, |sentence, tags| {
        let mut tree = Tree::default();
        workspace.parse_with(network, &sentence.forms(), tags, &mut tree);
        tree
    })
}

/// Scores the trees that `parse` makes of sentences, all words counted.
fn measure(sentences: &[Sentence], tags: &[Vec<Tag>], mut parse: impl FnMut(&Sentence, &[Tag]) -> Tree) -> Score {
    let mut score = Score::default();
    for (sentence, tags) in sentences.iter().zip(tags) {
        let tree = parse(sentence, tags);
        for (word, (&gold, token)) in gold_heads(sentence).iter().zip(&sentence.tokens).enumerate() {
            let head = if tree.heads[word] == word as u32 { tree.heads.len() as u32 } else { tree.heads[word] };
            let relation = Relation::from_name(&token.deprel);
            score.words += 1;
            score.heads += usize::from(head == gold);
            score.labeled += usize::from(head == gold && tree.relations[word].universal() == relation.universal());
            score.subtypes += usize::from(head == gold && tree.relations[word] == relation);
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use whosaid::language::tags::{Upos, Xpos};

    /// Sentences of one shape: `The NOUN VERBs that the NOUN VERBs .` and its inversion `The NOUN VERBs , VERBs the NOUN .`
    const TEXT: &str = "1\tThe\t_\tDET\tDT\t_\t2\tdet\t_\t_\n2\tbaker\t_\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\tsaid\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n\
        4\tthat\t_\tSCONJ\tIN\t_\t7\tmark\t_\t_\n5\tthe\t_\tDET\tDT\t_\t6\tdet\t_\t_\n6\toven\t_\tNOUN\tNN\t_\t7\tnsubj\t_\t_\n\
        7\tsmoked\t_\tVERB\tVBD\t_\t3\tccomp\t_\t_\n8\t.\t_\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n\
        1\tThe\t_\tDET\tDT\t_\t2\tdet\t_\t_\n2\toven\t_\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n3\tsmoked\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n\
        4\t,\t_\tPUNCT\t,\t_\t5\tpunct\t_\t_\n5\tsaid\t_\tVERB\tVBD\t_\t3\tparataxis\t_\t_\n6\tthe\t_\tDET\tDT\t_\t7\tdet\t_\t_\n\
        7\tbaker\t_\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n8\t.\t_\tPUNCT\t.\t_\t3\tpunct\t_\t_\n";

    fn gold_tags(sentence: &Sentence) -> Vec<Tag> {
        let tag = |token: &conllu::Token| Tag::of(Upos::from_name(&token.upos)?, Xpos::from_name(&token.xpos)?);
        sentence.tokens.iter().map(|token| tag(token).unwrap()).collect()
    }

    #[test]
    fn it_learns_two_sentences_by_heart_and_ships_the_same_bytes() {
        let sentences = conllu::parse(TEXT.as_bytes()).unwrap();
        let tags: Vec<Vec<Tag>> = sentences.iter().map(gold_tags).collect();
        let train = || {
            let known = known_forms(sentences.iter(), 1);
            let gold = examples(&sentences, &tags, &known);
            learn(
                &gold.iter().collect::<Vec<_>>(),
                &[],
                Counts { known, ..Counts::default() },
                Settings { epochs: 40, horizon: 40, silver: 0, rate: 0.01, forget: 1.0, stride: 1, batch: 1, ..Settings::student() },
            )
            .unwrap()
        };
        let model = train();
        let score = evaluate(&Integers::read(&Model::open(&model).unwrap()), &sentences, &tags);
        assert_eq!((score.words, score.heads, score.subtypes), (16, 16, 16));
        assert_eq!(model, train());
    }
}
