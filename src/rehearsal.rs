//! A text of our own that is read before anybody waits. Its syntax is known by heart, so that a browser compiles the rooms while the models are
//! still under way. Nobody is shown what is found in it.

use crate::article::Article;
use crate::language::parser::network::Network;
use crate::language::parser::{Outline, Tree};
use crate::language::relations::Relation;
use crate::language::tags::{Tag, Upos, Xpos};
use crate::language::weights::Model;
use crate::language::{self, Name, NameClass, Syntax, identify};
use crate::{paragraphs, tokens};

/// The text.
pub const TEXT: &str = include_str!("rehearsal/text.txt");

/// Its syntax as the models see it, a line for each token: head, class, tag, relation, and for the first token of a name how many it has and what
/// they name.
const SYNTAX: &str = include_str!("rehearsal/syntax.tsv");

/// [`TEXT`] as an article, without a look at the models.
pub fn article() -> Article<'static> {
    let tokens = tokens::split(TEXT);
    identify::identify(TEXT, &tokens);
    Article::with(TEXT, tokens, paragraphs::split(TEXT), |text, tokens, sentences| {
        // A network that knows nothing reads along: its answer is of no use, but its code is compiled, too.
        language::analyze_with(&Network::read(&Model::trusted(&[])), text, tokens, sentences);
        parse(SYNTAX)
    })
}

/// A line that cannot be read gives a token nothing is known of.
fn parse(lines: &str) -> Syntax {
    let mut syntax = Syntax { tags: Vec::new(), tree: Tree::default(), outline: Outline::default(), names: Vec::new() };
    for (token, line) in lines.lines().enumerate() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        syntax.tree.heads.push(field().parse().unwrap_or(token as u32));
        let class = Upos::from_name(field());
        let tag = Xpos::from_name(field());
        syntax.tags.push(class.zip(tag).and_then(|(class, tag)| Tag::of(class, tag)).unwrap_or_default());
        syntax.tree.relations.push(Relation::from_name(field()));
        if let Ok(length) = field().parse::<usize>() {
            let class = match field() {
                "Person" => NameClass::Person,
                "Organization" => NameClass::Organization,
                "Place" => NameClass::Place,
                "Nationality" => NameClass::Nationality,
                _ => NameClass::Other,
            };
            syntax.names.push(Name { tokens: token..token + length, class });
        }
    }
    syntax.outline.update(&syntax.tree);
    syntax
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`parse`] reads.
    fn write(syntax: &Syntax) -> String {
        let mut lines = String::new();
        for (token, tag) in syntax.tags.iter().enumerate() {
            let name = syntax.names.iter().find(|name| name.tokens.start == token);
            let name = name.map(|name| format!("\t{}\t{:?}", name.tokens.len(), name.class)).unwrap_or_default();
            let (head, relation) = (syntax.tree.heads[token], syntax.tree.relations[token].name());
            lines.push_str(&format!("{head}\t{}\t{}\t{relation}{name}\n", tag.upos().name(), tag.xpos().name()));
        }
        lines
    }

    #[test]
    fn what_is_known_by_heart_is_what_the_models_say() {
        let syntax = Article::read(TEXT).syntax;
        if std::env::var_os("BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rehearsal/syntax.tsv");
            std::fs::write(path, write(&syntax)).unwrap();
            return;
        }
        assert_eq!(SYNTAX.replace("\r\n", "\n"), write(&syntax), "after a training: BLESS=1 cargo test --lib by_heart");
        assert_eq!(write(&parse(SYNTAX)), write(&syntax));
        assert_eq!(crate::rehearse(), crate::annotate(TEXT));
    }
}
