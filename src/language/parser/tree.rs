//! A sentence's dependency tree and the questions the rules ask of it.
//!
//! It only answers what hangs where; how the tree came about is the parser's business.

use super::super::relations::Relation;
use std::ops::Range;

/// A dependency tree over the words of one sentence, numbered from 0.
///
/// A tree made by the parser has one root, no cycle and no crossing arcs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Each word's head; the root's head is itself.
    pub heads: Vec<u32>,
    /// Each word's relation to its head.
    pub relations: Vec<Relation>,
}

impl Tree {
    /// How many words the sentence has.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether the sentence has no word.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// The root; `None` in an empty tree.
    pub fn root(&self) -> Option<usize> {
        (0..self.len()).find(|&word| self.heads[word] as usize == word)
    }

    /// The head of `word`; `None` for the root and for numbers outside the sentence.
    pub fn head(&self, word: usize) -> Option<usize> {
        let head = *self.heads.get(word)? as usize;
        (head != word && head < self.len()).then_some(head)
    }

    /// The relation of `word` to its head; `None` outside the sentence.
    pub fn relation(&self, word: usize) -> Option<Relation> {
        self.relations.get(word).copied()
    }

    /// The words whose head is `word`, in text order. Walks the sentence; for many questions about one tree see [`Tree::outline`].
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&child| self.head(child) == Some(word))
    }

    /// The first child of `word` whose relation is `relation` or a subtype of it.
    pub fn child(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children(word).find(|&child| self.relations[child] == relation || self.relations[child].universal() == relation)
    }

    /// The way from `word` up to the root, `word` first. Never longer than the sentence.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let start = Some(word).filter(|&word| word < self.len());
        std::iter::successors(start, |&word| self.head(word)).take(self.len())
    }

    /// Whether `word` is `ancestor` or hangs below it.
    pub fn is_under(&self, word: usize, ancestor: usize) -> bool {
        self.ancestors(word).any(|above| above == ancestor)
    }

    /// The way between two words: up from `from` to the lowest common ancestor, and from there down to `to`; both ways include the
    /// common ancestor. `None` when a number lies outside the sentence.
    pub fn path(&self, from: usize, to: usize) -> Option<(Vec<usize>, Vec<usize>)> {
        let up: Vec<usize> = self.ancestors(from).collect();
        let mut down: Vec<usize> = self.ancestors(to).collect();
        let meeting = down.iter().position(|word| up.contains(word))?;
        down.truncate(meeting + 1);
        let top = up.iter().position(|word| Some(word) == down.last())?;
        down.reverse();
        Some((up[..=top].to_vec(), down))
    }

    /// The words from the first to the last that hang below `word`, itself included; in a projective tree these are exactly they.
    ///
    /// Walks up from each word of the sentence; for many questions about one tree see [`Tree::outline`].
    pub fn span(&self, word: usize) -> Range<usize> {
        let mut span = word..word + 1;
        for other in (0..self.len()).filter(|&other| self.is_under(other, word)) {
            span = span.start.min(other)..span.end.max(other + 1);
        }
        span
    }

    /// The spans of all words and the children of each, in one pass.
    pub fn outline(&self) -> Outline {
        let mut outline = Outline::default();
        outline.update(self);
        outline
    }
}

/// The spans and children of all words of a [`Tree`], computed once in linear time.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    spans: Vec<(u32, u32)>,
    starts: Vec<u32>,
    children: Vec<u32>,
    waiting: Vec<u32>,
}

impl Outline {
    /// Computes the outline of another tree in the same memory.
    pub fn update(&mut self, tree: &Tree) {
        let words = tree.len();
        self.starts.clear();
        self.starts.resize(words + 2, 0);
        (0..words).filter_map(|word| tree.head(word)).for_each(|head| self.starts[head + 2] += 1);
        for word in 2..words + 2 {
            self.starts[word] += self.starts[word - 1];
        }
        self.children.clear();
        self.children.resize(words, 0);
        for word in 0..words {
            if let Some(head) = tree.head(word) {
                self.children[self.starts[head + 1] as usize] = word as u32;
                self.starts[head + 1] += 1;
            }
        }
        self.measure(tree);
    }

    /// Spans, from the leaves up: a word is done when all its children are.
    fn measure(&mut self, tree: &Tree) {
        let words = tree.len();
        self.spans.clear();
        self.spans.extend((0..words as u32).map(|word| (word, word + 1)));
        let mut open: Vec<u32> = (0..words).map(|word| self.starts[word + 1] - self.starts[word]).collect();
        self.waiting.clear();
        self.waiting.extend((0..words as u32).filter(|&word| open[word as usize] == 0));
        while let Some(word) = self.waiting.pop() {
            let Some(head) = tree.head(word as usize) else { continue };
            let (start, end) = self.spans[word as usize];
            let span = &mut self.spans[head];
            *span = (span.0.min(start), span.1.max(end));
            open[head] = open[head].saturating_sub(1);
            if open[head] == 0 {
                self.waiting.push(head as u32);
            }
        }
    }

    /// The words from the first to the last below `word`, itself included; empty outside the sentence.
    pub fn span(&self, word: usize) -> Range<usize> {
        self.spans.get(word).map_or(word..word, |&(start, end)| start as usize..end as usize)
    }

    /// The words whose head is `word`, in text order.
    pub fn children(&self, word: usize) -> &[u32] {
        let (Some(&start), Some(&end)) = (self.starts.get(word), self.starts.get(word.saturating_add(1))) else { return &[] };
        self.children.get(start as usize..end as usize).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 is the root; 0 and 3 hang on it, 2 and 4 on 3.
    fn tree() -> Tree {
        use Relation::{Det, Nsubj, Obj, Punct, Root};
        Tree { heads: vec![1, 1, 3, 1, 3], relations: vec![Nsubj, Root, Det, Obj, Punct] }
    }

    #[test]
    fn ways_meet_at_the_lowest_common_ancestor() {
        assert_eq!(tree().path(0, 2), Some((vec![0, 1], vec![1, 3, 2])));
        assert_eq!(tree().path(2, 4), Some((vec![2, 3], vec![3, 4])));
        assert_eq!(tree().path(3, 3), Some((vec![3], vec![3])));
        assert_eq!(tree().path(0, 9), None);
    }

    #[test]
    fn words_outside_the_sentence_have_nothing() {
        assert_eq!((tree().head(9), tree().relation(9), tree().ancestors(9).count()), (None, None, 0));
        assert_eq!((tree().outline().span(9), tree().outline().children(9)), (9..9, &[][..]));
        assert_eq!(tree().outline().children(5), &[] as &[u32]);
    }

    #[test]
    fn spans_and_children() {
        assert_eq!((tree().span(3), tree().outline().span(3)), (2..5, 2..5));
        assert_eq!(tree().children(1).collect::<Vec<_>>(), [0, 3]);
        assert_eq!((tree().child(1, Relation::Obj), tree().child(1, Relation::Ccomp)), (Some(3), None));
    }

    #[test]
    fn a_made_up_tree_with_a_cycle_does_no_harm() {
        let tree = Tree { heads: vec![1, 0, 7], relations: vec![Relation::Dep; 3] };
        assert_eq!((tree.root(), tree.ancestors(0).count()), (None, 3));
        assert_eq!(tree.outline().children(0), &[1]);
        assert_eq!(tree.path(0, 2), None);
    }
}
