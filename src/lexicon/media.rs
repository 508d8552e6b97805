//! News outlets by name.
//!
//! Compiled by hand. Some of them are everyday words; whether such a word is the outlet is for `actors` to tell from its surroundings.

use super::index::index;

/// Whether `name` (lower-cased, single spaces, without "the" at the start) is a news outlet.
pub fn is_outlet(name: &str) -> bool {
    index!(OUTLETS)(name).is_some()
}

/// Whether an outlet's name begins with the lower-cased `word`.
pub fn begins(word: &str) -> bool {
    OUTLETS.get(OUTLETS.partition_point(|name| *name < word)).is_some_and(|name| name.starts_with(word))
}

/// Whether the outlet's name is also an everyday word, so that it needs more than a capital to be one.
pub fn is_everyday(name: &str) -> bool {
    const EVERYDAY: &[&str] = &[
        "age",
        "atlantic",
        "citizen",
        "conversation",
        "economist",
        "express",
        "fortune",
        "globe",
        "guardian",
        "herald",
        "hill",
        "i",
        "independent",
        "insider",
        "intercept",
        "journal",
        "mail",
        "metro",
        "mirror",
        "nation",
        "nature",
        "observer",
        "people",
        "post",
        "science",
        "scotsman",
        "sky",
        "slate",
        "spectator",
        "standard",
        "star",
        "sun",
        "telegraph",
        "time",
        "times",
        "tribune",
        "verge",
        "vice",
        "vox",
        "week",
        "wire",
        "wired",
    ];
    index!(EVERYDAY)(name).is_some()
}

/// The most words an outlet's name has.
pub const LONGEST: usize = 5;

#[rustfmt::skip]
static OUTLETS: &[&str] = &[
    "abc", "abc news", "afp", "agence france-presse", "al arabiya", "al jazeera", "al-jazeera", "al-monitor", "american conservative",
    "anadolu", "anadolu agency", "ansa", "ap", "arab news", "ars technica", "asahi shimbun", "associated press",
    "atlanta journal-constitution", "atlantic", "australian broadcasting corporation", "axios", "baltimore sun", "bangkok post", "bbc",
    "bbc news", "bbc radio 4", "belfast telegraph", "bild", "bloomberg", "bloomberg news", "boston globe", "boston herald", "breitbart",
    "breitbart news", "business insider", "buzzfeed", "buzzfeed news", "cbc", "cbc news", "cbs", "cbs news", "channel 4",
    "channel 4 news", "channel 5", "chicago sun-times", "chicago tribune", "china daily", "christian science monitor", "citizen", "cnbc",
    "cnn", "conversation", "corriere della sera", "cosmopolitan", "current time", "daily beast", "daily caller", "daily express",
    "daily mail", "daily mirror", "daily sabah", "daily star", "daily telegraph", "dallas morning news", "dawn", "denver post",
    "der spiegel", "des moines register", "detroit free press", "detroit news", "deutsche welle", "die welt", "die zeit", "dow jones",
    "dpa", "economic times", "economist", "el mundo", "el país", "esquire", "euronews", "evening standard", "examiner", "express",
    "fars news agency", "financial times", "forbes", "foreign affairs", "foreign policy", "fortune", "fox", "fox business", "fox news",
    "fox news channel", "france 24", "frankfurter allgemeine zeitung", "gawker", "gb news", "globe and mail", "guardian", "haaretz",
    "hill", "hindu", "hindustan times", "houston chronicle", "huffington post", "huffpost", "i", "independent",
    "independent journal review", "indian express", "inside edition", "insider", "intercept", "interfax", "irish independent",
    "irish times", "irna", "itar-tass", "itn", "itv", "itv news", "izvestia", "japan times", "jerusalem post", "kcna", "kommersant",
    "korea herald", "kyiv independent", "kyiv post", "la repubblica", "la stampa", "la times", "las vegas review-journal", "le figaro",
    "le monde", "les echos", "los angeles times", "mail on sunday", "mcclatchy", "mediaite", "meduza", "miami herald", "mirror",
    "morning joe", "moscow times", "mother jones", "msnbc", "n+1", "nation", "national interest", "national post",
    "national public radio", "national review", "nature", "nbc", "nbc news", "new republic", "new scientist", "new york daily news",
    "new york magazine", "new york post", "new york times", "new yorker", "new zealand herald", "news corp", "newsday", "newsmax",
    "newsweek", "nexta", "nikkei", "novaya gazeta", "npr", "observer", "oregonian", "orlando sentinel", "pbs", "pbs newshour",
    "people magazine", "philadelphia inquirer", "pittsburgh post-gazette", "politico", "politifact", "pravda", "pravda.ru",
    "press association", "press trust of india", "press tv", "propublica", "psychology today", "quartz", "radio free europe",
    "real clear politics", "realclearpolitics", "reuters", "ria novosti", "roll call", "rolling stone", "rt", "russia today",
    "san diego union-tribune", "san francisco chronicle", "science", "science daily", "scientific american", "scotsman", "seattle times",
    "sky news", "slate", "south china morning post", "spectator", "sputnik", "star tribune", "straits times", "sunday telegraph",
    "sunday times", "suspilne", "sydney morning herald", "süddeutsche zeitung", "talking points memo", "tampa bay times", "tass",
    "techcrunch", "telegraph", "time magazine", "times", "times of india", "times of israel", "toronto star", "ukrainska pravda",
    "ukrinform", "univision", "upi", "us news", "usa today", "vanity fair", "variety", "verge", "vice news", "voice of america", "vox",
    "wall street journal", "washington examiner", "washington free beacon", "washington post", "washington times", "western journal",
    "western journalism", "wikinews", "wired", "wired magazine", "wnd", "xinhua", "yahoo", "yahoo news", "yle", "yomiuri shimbun",
    "yonhap",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_sorted_and_known() {
        assert!(OUTLETS.is_sorted());
        assert!(OUTLETS.iter().all(|name| name.split(' ').count() <= LONGEST));
        assert!(is_outlet("reuters") && is_outlet("globe and mail") && !is_outlet("berlin"));
        assert!(is_everyday("hill") && is_everyday("i") && !is_everyday("reuters"));
    }
}
