//! What the whole text tells about a word: how often it is written with a capital where it need not be, and how often without.
//!
//! It counts; what a capital means in one place is decided in `names`.

use crate::article::Article;
use crate::language::tags::Upos;
use crate::lexicon::titles;
use crate::paragraphs::Kind;
use crate::vocabulary::QuickMap;

/// Counts of written forms in the article.
pub(super) struct Evidence<'a> {
    capital: QuickMap<&'a str, u32>,
    lower: QuickMap<&'a str, u32>,
    shouts: Vec<bool>,
}

impl<'a> Evidence<'a> {
    /// Counts the words of `article`.
    pub(super) fn gather(article: &Article<'a>) -> Evidence<'a> {
        let shouts: Vec<bool> = (0..article.sentences.len()).map(|number| shouts(article, number)).collect();
        let mut counts = vec![[0; 2]; article.words().len()];
        for (number, sentence) in article.article_sentences() {
            for word in sentence.tokens.clone().filter(|&word| !article.is_mark(word)) {
                let [capital, lower] = &mut counts[article.number(word)];
                if article.begins_lower(word) {
                    *lower += 1;
                } else if article.begins_upper(word) && !shouts[number] && !opens(article, word) {
                    *capital += 1;
                }
            }
        }
        let mut evidence = Evidence { capital: QuickMap::default(), lower: QuickMap::default(), shouts };
        for (word, [capital, lower]) in article.words().iter().zip(counts) {
            for (count, map) in [(capital, &mut evidence.capital), (lower, &mut evidence.lower)] {
                if count > 0 {
                    *map.entry(word.form).or_default() += count;
                }
            }
        }
        evidence
    }

    /// Whether nearly all words of the word's sentence begin with a capital, so that a capital says little.
    pub(super) fn shouts(&self, article: &Article<'_>, word: usize) -> bool {
        self.shouts.get(article.sentence_of(word)).copied().unwrap_or(false)
    }

    /// Whether the text writes `form`, in lower case `lower`, with a capital in mid-sentence and hardly ever without.
    pub(super) fn is_capital(&self, form: &str, lower: &str) -> bool {
        let capital = self.capital.get(form).copied().unwrap_or(0);
        capital > 0 && capital > 2 * self.lower_count(lower)
    }

    /// How often the text writes the word in lower case.
    pub(super) fn lower_count(&self, lower: &str) -> u32 {
        self.lower.get(lower).copied().unwrap_or(0)
    }
}

/// Whether the word opens a sentence, a quotation or what follows a colon, so that anything would have a capital there.
pub(super) fn opens(article: &Article<'_>, word: usize) -> bool {
    let sentence = article.sentence(word);
    word <= sentence.start
        || article.is_quotation_mark(word - 1)
        || matches!(article.word(word - 1), ":" | "•" | "–" | "—" | "(" | "[" | "-" | "--" | "*" | "...")
        || (word == sentence.start + 1 && article.is_mark(word - 1))
}

fn shouts(article: &Article<'_>, number: usize) -> bool {
    let words = || article.sentences[number].tokens.clone().take(40);
    // A headline in capitals leaves no verb small.
    if words().any(|word| article.upos(word) == Upos::Verb && article.begins_lower(word)) {
        return false;
    }
    let long = words().filter(|&word| article.word(word).chars().count() > 3 && article.word(word).starts_with(char::is_alphabetic));
    let (mut capitals, mut all) = (0, 0);
    for word in long.filter(|&word| !titles::is_function_word(article.lower(word))) {
        all += 1;
        capitals += usize::from(article.begins_upper(word));
    }
    let heading = article.sentences[number].kind == Kind::Heading || (number == 0 && all < 16);
    all >= 4 && capitals * 100 >= all * if heading { 75 } else { 97 }
}
