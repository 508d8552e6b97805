//! News outlets, and the words that outlets' names end in.

/// Whether `name` (lower-cased, without "the") is a news outlet, or ends like one.
pub fn is_outlet(name: &str) -> bool {
    OUTLETS.binary_search(&name).is_ok() || name.rsplit_once(' ').is_some_and(|(_, last)| ENDINGS.contains(&last))
}

/// Last words of outlets' names of two words or more.
const ENDINGS: &[&str] = &[
    "times",
    "post",
    "herald",
    "journal",
    "tribune",
    "gazette",
    "telegraph",
    "chronicle",
    "observer",
    "news",
    "magazine",
    "radio",
    "broadcasting",
    "inquirer",
    "bulletin",
    "courier",
    "dispatch",
    "examiner",
    "mercury",
    "sentinel",
    "standard",
    "weekly",
    "daily",
    "caller",
    "lantern",
    "pravda",
    "tv",
    "television",
    "newswire",
    "wiki",
    "review",
    "digest",
    "mirror",
    "beast",
    "blog",
];

#[rustfmt::skip]
const OUTLETS: &[&str] = &[
    "abc", "abc news", "afp", "agence france-presse", "al arabiya", "al jazeera", "ap", "ars technica", "associated press",
    "atlantic", "axios", "barron's", "bbc", "bbc news", "bbc radio", "bild", "bloomberg", "bloomberg news", "boston globe",
    "breitbart", "breitbart news", "business insider", "buzzfeed", "buzzfeed news", "c-span", "cbc", "cbs", "cbs news",
    "channel 4", "channel 4 news", "christian science monitor", "cnbc", "cnn", "cosmopolitan", "daily beast", "daily express",
    "daily mail", "daily star", "der spiegel", "deutsche welle", "die welt", "die zeit", "economist", "el mundo", "el país",
    "esquire", "euronews", "financial times", "forbes", "fortune", "fox", "fox business", "fox news", "gb news", "globe and mail",
    "google news", "guardian", "haaretz", "handelsblatt", "hill", "huffington post", "huffpost", "independent", "insider",
    "intercept", "interfax", "itv", "itv news", "jerusalem post", "kommersant", "korean central news agency", "kyiv independent",
    "kyiv post", "la repubblica", "la times", "le figaro", "le monde", "los angeles times", "mail on sunday", "meduza",
    "moscow times", "mother jones", "msnbc", "national public radio", "nbc", "nbc news", "new republic", "new statesman",
    "new york magazine", "new york times", "new yorker", "newsmax", "newsnight", "newsweek", "nhk", "nikkei", "npr", "observer",
    "pbs", "politico", "press association", "propublica", "radio free europe", "reuters", "ria novosti", "rolling stone", "rt",
    "russia today", "salon", "san francisco chronicle", "science", "sky", "sky news", "slate", "south china morning post",
    "spectator", "spiegel", "sputnik", "süddeutsche zeitung", "tass", "techcrunch", "telegraph", "time", "times", "toronto star",
    "ukrainska pravda", "univision", "usa today", "vanity fair", "verge", "vice", "vice news", "vox", "wall street journal",
    "washington examiner", "washington post", "weekly standard", "wikinews", "wired", "xinhua", "xinhua news agency",
    "yahoo news", "yonhap",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_sorted_and_known() {
        assert!(OUTLETS.is_sorted());
        assert!(is_outlet("kyiv post") && is_outlet("marlow gazette") && !is_outlet("post") && !is_outlet("harbor office"));
    }
}
