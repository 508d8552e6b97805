//! The words that names are made of: titles, endings of organizations and places, given names, days and months.
//!
//! Compiled by hand; it says what a word can be in a name, and leaves to `actors` what it is in a text. Given names tell that somebody is a person,
//! never whether a man or a woman; only titles and nouns such as "chairwoman" do that.

use super::index::index;

/// Whether a text tells by a title or noun that somebody is a man or a woman.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// `he`.
    Male,
    /// `she`.
    Female,
}

/// Whether the lower-cased word stands before names as a title; an abbreviation may keep its period.
pub fn is_title(word: &str) -> bool {
    index!(TITLES)(word.trim_end_matches('.')).is_some() || super::nouns::is_scholar(word)
}

/// Whether the lower-cased word ends names of organizations.
pub fn ends_organization(word: &str) -> bool {
    index!(ORGANIZATION_ENDS)(word.trim_end_matches('.')).is_some()
}

/// Whether the lower-cased word begins names of organizations that go on with "of" or "for".
pub fn heads_organization(word: &str) -> bool {
    index!(ORGANIZATION_HEADS)(word).is_some()
}

/// Whether the lower-cased word ends names of laws, prizes, events and other things that do not act.
pub fn ends_other(word: &str) -> bool {
    index!(OTHER_ENDS)(word).is_some()
}

/// Whether the lower-cased word ends names of places.
pub fn ends_place(word: &str) -> bool {
    index!(PLACE_ENDS)(word.trim_end_matches('.')).is_some()
}

/// Whether the lower-cased word is a day or a month.
pub fn is_calendar(word: &str) -> bool {
    index!(CALENDAR)(word.trim_end_matches('.')).is_some()
}

/// Whether the lower-cased word says what an office is for: health, trade.
pub fn is_topic(word: &str) -> bool {
    index!(TOPICS)(word).is_some()
}

/// Whether the lower-cased word is written with a capital but only describes: Republican, Western.
pub fn is_adjective(word: &str) -> bool {
    index!(ADJECTIVES)(word).is_some()
}

/// Whether the lower-cased word names people by party, creed or descent.
pub fn is_group(word: &str) -> bool {
    index!(GROUPS)(word).is_some()
}

/// Whether the lower-cased name is that of a well-known organization.
pub fn is_organization(name: &str) -> bool {
    index!(ORGANIZATIONS)(name).is_some()
}

/// Whether the lower-cased name is that of a government office or seat.
pub fn is_government(name: &str) -> bool {
    index!(GOVERNMENTS)(name).is_some()
}

/// Whether the lower-cased word is too common for its capital at the start of a sentence to mean anything.
pub fn is_function_word(word: &str) -> bool {
    index!(FUNCTION_WORDS)(word).is_some()
}

/// Whether `form` stands behind a person's name as letters of rank, honor or degree: `KC`, `OBE`, `PhD`. Its capitals count.
pub fn is_post_nominal(form: &str) -> bool {
    form.len() <= 5 && form.starts_with(|c: char| c.is_ascii_uppercase()) && POST_NOMINALS.binary_search(&form).is_ok()
}

/// Whether the letters behind a name are an office, which can also stand before one: `Jane Doe MP`, `Labour MP Jane Doe`.
pub fn is_office_in_letters(form: &str) -> bool {
    matches!(form, "MEP" | "MLA" | "MP" | "MPP" | "MS" | "MSP" | "TD")
}

/// Whether the lower-cased word before a colon says what follows rather than who speaks: `Live: …`, `Price: …`.
pub fn is_label(word: &str) -> bool {
    LABELS.binary_search(&word).is_ok()
}

/// What the lower-cased title or noun tells about a person.
pub fn gender(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.');
    if index!(MALE)(word).is_some() { Some(Gender::Male) } else { index!(FEMALE)(word).is_some().then_some(Gender::Female) }
}

/// Whether the lower-cased word, without a period, tells those of one name in a family apart.
pub fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&word)
}

/// Whether the lower-cased word stands before the name that somebody had by birth or before: `née`.
pub fn tells_maiden_name(word: &str) -> bool {
    matches!(word, "born" | "formerly" | "nee" | "né" | "née")
}

static GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The name that a short form stands for, both lower-cased; what stands for itself is given back.
pub fn long_form(name: &str) -> &str {
    ALIASES.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long)
}

/// Short forms of organizations that no initials explain, or that news writing never explains.
static ALIASES: &[(&str, &str)] = &[
    ("ap", "associated press"),
    ("cia", "central intelligence agency"),
    ("daesh", "islamic state"),
    ("dems", "democrats"),
    ("e.u.", "european union"),
    ("eu", "european union"),
    ("fbi", "federal bureau of investigation"),
    ("fed", "federal reserve"),
    ("gop", "republican party"),
    ("isil", "islamic state"),
    ("isis", "islamic state"),
    ("islamic state of iraq and syria", "islamic state"),
    ("islamic state of iraq and the levant", "islamic state"),
    ("imf", "international monetary fund"),
    ("nyt", "new york times"),
    ("tories", "conservative party"),
    ("u.n.", "united nations"),
    ("un", "united nations"),
    ("unsc", "un security council"),
    ("who", "world health organization"),
    ("wsj", "wall street journal"),
];

/// Words that stand before a person's name.
#[rustfmt::skip]
static TITLES: &[&str] = &[
    "activist", "actor", "actress", "adm", "admiral", "adviser", "advisor", "alderman", "amb", "ambassador", "analyst", "archbishop",
    "assemblyman", "assemblywoman", "attorney", "author", "ayatollah", "baron", "baroness", "billionaire", "bishop", "brig", "brigadier",
    "brother", "candidate", "capt", "captain", "cardinal", "ceo", "cfo", "chair", "chairman", "chairperson", "chairwoman", "chancellor",
    "chaplain", "chief", "cmdr", "co-founder", "coach", "col", "colonel", "columnist", "commander", "commissioner", "comptroller",
    "comrade", "congressman", "congresswoman", "constable", "coo", "coroner", "corporal", "correspondent", "councillor", "councilman",
    "councilor", "councilwoman", "counsellor", "counselor", "count", "countess", "cpl", "cto", "dame", "deacon", "dean", "delegate",
    "deputy", "detective", "director", "director-general", "doctor", "dr", "duchess", "duke", "earl", "economist", "editor", "emir",
    "emperor", "empress", "engineer", "envoy", "father", "first lady", "forecaster", "founder", "fr", "gen", "general", "gov", "governor",
    "historian", "hon", "imam", "inspector", "journalist", "judge", "justice", "justices", "king", "lady", "lawmaker", "lawyer", "leader",
    "lieutenant", "lord", "lt", "magistrate", "maj", "major", "manager", "marshal", "marshall", "mayor", "mep", "minister", "miss",
    "monsignor", "mp", "mr", "mrs", "ms", "msgr", "msp", "mufti", "mullah", "mx", "negotiator", "nominee", "nurse", "officer", "pastor",
    "patriarch", "pope", "premier", "pres", "president", "prince", "princess", "private", "prof", "professor", "prosecutor", "provost",
    "pvt", "queen", "rabbi", "rapper", "rep", "reporter", "representative", "researcher", "rev", "reverend", "scientist", "scientologist",
    "secretary", "secretary-general", "sen", "senator", "senior fellow", "sergeant", "sgt", "shaykh", "sheikh", "sheriff", "singer", "sir",
    "sister", "solicitor", "speaker", "spokesman", "spokesperson", "spokeswoman", "strategist", "sultan", "superintendent", "supt",
    "taoiseach", "teacher", "treasurer", "undersecretary", "vice president", "vice-president", "whip",
];

/// Words that end an organization's name.
#[rustfmt::skip]
static ORGANIZATION_ENDS: &[&str] = &[
    "ab", "academy", "administration", "ag", "agency", "airlines", "airways", "alliance", "archdiocese", "army", "asa", "assembly",
    "associates", "association", "authority", "bank", "battalion", "bhd", "board", "brigade", "brigades", "broadcasting", "brotherhood",
    "bureau", "cabinet", "campaign", "capital", "caucus", "center", "centre", "chamber", "church", "city council", "clinic", "club", "co",
    "coalition", "collective", "college", "command", "commission", "committee", "commons", "company", "confederation", "conference",
    "congress", "consortium", "consulate", "convention", "corp", "corporation", "corps", "council", "court", "cross", "department",
    "diocese", "directorate", "division", "electric", "embassy", "energy", "enterprises", "entertainment", "exchange", "federation",
    "force", "forces", "foundation", "fund", "gallery", "gas", "gazette", "gmbh", "government", "group", "groups", "guard", "herald",
    "holdings", "hospital", "house", "inc", "industries", "initiative", "institute", "institution", "insurance", "international", "journal",
    "lab", "laboratories", "laboratory", "league", "library", "llc", "lobby", "lords", "ltd", "magazine", "media", "militia", "ministry",
    "motors", "movement", "museum", "navy", "network", "news", "nv", "office", "oil", "orchestra", "organisation", "organization", "oyj",
    "pac", "panel", "parliament", "partners", "partnership", "party", "petroleum", "pharmaceuticals", "pictures", "plc", "police", "post",
    "press", "productions", "program", "programme", "project", "pty", "radio", "railways", "records", "regiment", "registry", "reserve",
    "review", "sa", "sangam", "school", "secretariat", "securities", "senate", "service", "services", "society", "solutions", "spa",
    "state", "studios", "synod", "systems", "task force", "taskforce", "team", "technologies", "television", "theater", "theatre", "times",
    "treasury", "tribunal", "tribune", "trust", "tv", "union", "unions", "united", "university", "ventures", "watch",
];

/// Words that begin an organization's name going on with `of` or `for`.
#[rustfmt::skip]
static ORGANIZATION_HEADS: &[&str] = &[
    "academy", "agency", "alliance", "archdiocese", "army", "assembly", "association", "authority", "bank", "bishops", "board",
    "brotherhood", "bureau", "campaign", "center", "centers", "centre", "chamber", "church", "coalition", "college", "commission",
    "commissioner", "committee", "confederation", "conference", "congress", "consulate", "corps", "council", "court", "daughters",
    "department", "diocese", "directorate", "doctors", "embassy", "federation", "forces", "foundation", "friends", "front", "fund",
    "group", "guard", "hospital", "house", "institute", "institutes", "kingdom", "league", "library", "ministry", "movement", "museum",
    "network", "office", "order", "organisation", "organization", "parliament", "party", "republic", "school", "secretariat", "service",
    "society", "sons", "staff", "state", "trust", "union", "university", "veterans",
];

/// Words that end the name of something that cannot act: laws, prizes, events.
#[rustfmt::skip]
static OTHER_ENDS: &[&str] = &[
    "aca", "accord", "accords", "act", "age", "agreement", "aids", "ak-47", "am", "amendment", "android", "ar-15", "award", "awards",
    "ba", "bible", "bill", "boeing 737", "book", "bowl", "brexit", "bronze", "bst", "cd", "ceo", "championship", "championships",
    "christmas", "code", "constitution", "convention", "coronavirus", "covid", "covid-19", "crisis", "cup", "day", "days", "deal",
    "debate", "debates", "declaration", "dna", "dome", "dvd", "earthquake", "easter", "ebola", "edt", "election", "elections", "era",
    "est", "et", "eur", "f-16", "f-35", "facebook live", "faq", "festival", "games", "gdp", "gmt", "god", "gold", "gps", "halloween",
    "hiv", "hurricane", "id", "internet", "ipad", "iphone", "iq", "jcpoa", "jd", "koran", "law", "lord", "ma", "mba", "md", "medal",
    "medicaid", "medicare", "month", "nafta", "obamacare", "ok", "olympics", "operation", "pact", "pc", "pdf", "ph", "phd", "plan", "pm",
    "prize", "protocol", "pst", "qc", "questions", "quran", "ramadan", "referendum", "report", "resolution", "revolution", "sc",
    "series", "show", "silver", "storm", "story", "summit", "thanksgiving", "theory", "tournament", "tpp", "treaty", "tv", "usd", "utc",
    "vat", "war", "wars", "web", "week", "weekend", "wi-fi", "wifi", "windows", "year",
];

/// Words that end the name of a place.
#[rustfmt::skip]
static PLACE_ENDS: &[&str] = &[
    "airport", "arena", "ave", "avenue", "bank of jordan", "basilica", "bay", "beach", "borough", "boulevard", "bridge", "building",
    "canal", "canyon", "cape", "castle", "cathedral", "cemetery", "city", "coast", "county", "creek", "dam", "desert", "district",
    "drive", "falls", "forest", "gate", "gulf", "hall", "harbor", "harbour", "heights", "highway", "hill", "hills", "hotel", "island",
    "islands", "isle", "lake", "lane", "mount", "mountain", "mountains", "neighborhood", "oblast", "ocean", "palace", "park",
    "peninsula", "plaza", "point", "port", "prefecture", "province", "ranch", "rd", "region", "river", "road", "route", "sea", "square",
    "st", "stadium", "state", "station", "strait", "street", "strip", "territories", "territory", "tower", "town", "township", "tunnel",
    "valley", "village",
];

/// Letters of rank, honor or degree behind a name.
#[rustfmt::skip]
static POST_NOMINALS: &[&str] = &[
    "BEM", "CB", "CBE", "CFA", "CH", "CMG", "CPA", "CVO", "DBE", "DDS", "DFC", "DL", "DO", "DPhil", "DSC", "DSO", "DVM", "EdD", "Esq",
    "Esq.", "FBA", "FRCP", "FRCS", "FRS", "FRSA", "FRSE", "GBE", "GCB", "GCMG", "JD", "JP", "KBE", "KC", "KCB", "KCMG", "KCVO", "LLB",
    "LLM", "LVO", "MBA", "MBE", "MC", "MD", "MEP", "MLA", "MP", "MPH", "MPP", "MS", "MSP", "MVO", "OBE", "OC", "OM", "PC", "PhD", "QC",
    "QPM", "RN", "SC", "SJ", "TD", "VC",
];

/// Words before a colon that speak for nobody.
#[rustfmt::skip]
static LABELS: &[&str] = &[
    "address", "age", "analysis", "background", "breaking", "conclusion", "cons", "contact", "correction", "cost", "date", "details",
    "email", "example", "exclusive", "explained", "explainer", "fact", "facts", "live", "location", "note", "opinion", "points", "price",
    "pros", "rating", "result", "results", "review", "score", "source", "sources", "step", "summary", "time", "tip", "title", "update", "updates",
    "verdict", "video", "warning", "watch", "website", "when", "where", "who", "why",
];

/// Days and months.
#[rustfmt::skip]
static CALENDAR: &[&str] = &[
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "fri", "friday", "jan", "january", "jul", "july", "jun",
    "june", "mar", "march", "may", "mon", "monday", "nov", "november", "oct", "october", "sat", "saturday", "sep", "sept", "september",
    "sun", "sunday", "thu", "thur", "thurs", "thursday", "tue", "tues", "tuesday", "wed", "wednesday",
];

/// What offices and committees are for: the words that `and` joins inside their names.
#[rustfmt::skip]
static TOPICS: &[&str] = &[
    "aeronautics", "affairs", "agriculture", "alcohol", "appropriations", "arts", "atmospheric", "atomic", "border", "budget",
    "business", "central", "children", "civil", "commerce", "communications", "communities", "constitutional", "control", "cooperation",
    "crime", "culture", "customs", "defence", "defense", "development", "digital", "disaster", "disease", "drug", "drugs", "economic",
    "economics", "economy", "education", "elections", "emergency", "employment", "energy", "enforcement", "environment", "environmental",
    "equality", "ethics", "explosives", "families", "family", "finance", "firearms", "fish", "fisheries", "food", "foreign", "forestry",
    "gas", "government", "health", "homeland", "housing", "human", "immigration", "industry", "information", "infrastructure",
    "innovation", "intelligence", "interior", "international", "investigation", "judiciary", "justice", "labor", "labour", "legal",
    "letters", "liberties", "local", "management", "means", "media", "medicine", "migration", "narcotics", "national", "nuclear",
    "oceanic", "oil", "oversight", "parks", "peace", "pensions", "planning", "policy", "prevention", "public", "reform", "refugees",
    "research", "rights", "rural", "safety", "science", "sciences", "security", "services", "skills", "social", "space", "sports",
    "standards", "state", "statistics", "strategic", "studies", "technology", "tobacco", "tourism", "trade", "transport",
    "transportation", "treasury", "urban", "veterans", "water", "ways", "welfare", "wildlife", "women", "work",
];

/// Capitalized adjectives that name nobody.
#[rustfmt::skip]
static ADJECTIVES: &[&str] = &[
    "acting", "african", "african-american", "americas", "arab", "arabic", "arctic", "asian", "atlantic", "balkan", "baltic", "black",
    "british", "buddhist", "caribbean", "catholic", "central", "chechen", "christian", "communist", "conservative", "crimean",
    "democratic", "east", "eastern", "english", "european", "evangelical", "first", "former", "gay", "global", "hindu", "hispanic",
    "interim", "internet", "islamic", "islamist", "jewish", "junior", "kurdish", "labour-led", "latin", "latino", "lgbt", "lgbtq",
    "liberal", "marxist", "mediterranean", "mid-atlantic", "mormon", "muslim", "nazi", "new", "nordic", "north", "northeast",
    "northeastern", "northern", "northwest", "northwestern", "old", "online", "orthodox", "pacific", "palestinian", "protestant",
    "republican", "scottish", "second", "senior", "shia", "shiite", "sikh", "socialist", "south", "southeast", "southeastern",
    "southern", "southwest", "southwestern", "soviet", "sunni", "then-president", "third", "tibetan", "welsh", "west", "western",
    "white", "zionist",
];

/// Capitalized plurals that name people.
#[rustfmt::skip]
static GROUPS: &[&str] = &[
    "africans", "arabs", "asians", "blacks", "britons", "buddhists", "californians", "catholics", "chechens", "christians", "communists",
    "conservatives", "democrats", "europeans", "evangelicals", "greens", "hindus", "hispanics", "houthis", "independents", "islamists",
    "jews", "kurds", "latinos", "liberals", "libertarians", "londoners", "marxists", "meps", "mormons", "mps", "msps", "muslims", "nazis", "new yorkers",
    "palestinians", "protestants", "republicans", "rohingya", "scientologists", "scots", "shiites", "sikhs", "socialists", "sunnis",
    "texans", "tibetans", "tories", "uighurs", "uyghurs", "westerners", "whites", "yazidis",
];

/// Organizations known by a short name.
#[rustfmt::skip]
static ORGANIZATIONS: &[&str] = &[
    "aarp", "aclj", "aclu", "afl-cio", "african union", "airbus", "al-nusra", "al-qaeda", "al-qaida", "al-shabaab", "amazon", "amnesty",
    "amnesty international", "apple", "arab league", "asean", "astrazeneca", "black lives matter", "blackrock", "boeing", "boko haram",
    "bp", "brics", "cdc", "chevron", "cia", "citigroup", "congress", "conservative party", "daesh", "dccc", "democratic party", "dhs",
    "dnc", "doj", "ecb", "epa", "eu", "european commission", "european council", "european parliament", "european union", "europol",
    "exxon", "exxonmobil", "facebook", "fatah", "fbi", "fcc", "fda", "federal reserve", "fema", "fifa", "frontex", "fsb", "ftc", "g20",
    "g7", "g8", "gazprom", "general assembly", "goldman", "google", "gop", "greenpeace", "gru", "hamas", "hezbollah", "high court",
    "home office", "house of commons", "house of lords", "house of representatives", "huawei", "human rights watch", "iaea", "idf",
    "imf", "instagram", "international monetary fund", "interpol", "ioc", "irgc", "irs", "isil", "isis", "islamic state", "jpmorgan",
    "justice department", "kgb", "labor", "labour", "labour party", "mcdonald's", "meta", "mi5", "mi6", "microsoft", "moderna",
    "muslim brotherhood", "naacp", "nasa", "nato", "netflix", "nhs", "nra", "nrsc", "nsa", "ofcom", "opcw", "opec", "osce", "oxfam",
    "pentagon", "pfizer", "pkk", "planned parenthood", "plo", "red crescent", "red cross", "republican party", "revolutionary guard",
    "rnc", "rosneft", "samsung", "scotland yard", "sdf", "sec", "security council", "senate", "shell", "spacex", "starbucks",
    "state department", "supreme court", "taliban", "tesla", "tiktok", "toyota", "treasury", "treasury department", "twitter", "uber",
    "uefa", "un", "unesco", "unhcr", "unicef", "unilever", "united nations", "volkswagen", "wada", "wall street", "walmart", "who",
    "wikileaks", "wikipedia", "world bank", "world health organization", "wto", "youtube", "ypg",
];

/// Seats and offices that are a government.
#[rustfmt::skip]
static GOVERNMENTS: &[&str] = &[
    "bundestag government", "cabinet office", "crown", "downing street", "foreign office", "government", "home office", "kremlin",
    "white house", "élysée",
];

/// Words whose capital at the start of a sentence tells nothing.
#[rustfmt::skip]
static FUNCTION_WORDS: &[&str] = &[
    "a", "about", "according", "after", "again", "against", "all", "almost", "also", "although", "amid", "among", "an", "and", "another",
    "any", "are", "as", "asked", "at", "be", "because", "been", "before", "being", "besides", "between", "both", "but", "by", "can",
    "could", "despite", "did", "do", "does", "dozens", "during", "each", "earlier", "eight", "even", "ever", "few", "first", "five",
    "following", "for", "four", "from", "furthermore", "given", "had", "half", "has", "have", "he", "hence", "her", "here", "him", "his",
    "how", "however", "hundreds", "i", "if", "in", "including", "instead", "into", "is", "it", "its", "just", "last", "later", "less",
    "let", "let's", "like", "likewise", "many", "may", "maybe", "me", "meanwhile", "might", "millions", "more", "moreover", "most",
    "much", "must", "my", "nearly", "never", "nevertheless", "next", "nine", "no", "nonetheless", "nor", "not", "now", "of", "oh", "ok",
    "on", "once", "one", "only", "or", "other", "otherwise", "our", "over", "own", "part", "per", "perhaps", "please", "recently",
    "same", "second", "seven", "several", "shall", "she", "should", "since", "six", "so", "some", "speaking", "still", "such", "ten",
    "than", "thank", "thanks", "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "third", "this", "those",
    "though", "thousands", "three", "thus", "to", "today", "tomorrow", "tonight", "twice", "two", "under", "unlike", "until", "us",
    "via", "was", "we", "well", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with",
    "within", "without", "would", "writing", "yes", "yesterday", "yet", "you", "your",
];

/// Titles and nouns for men.
#[rustfmt::skip]
static MALE: &[&str] = &[
    "actor", "alderman", "assemblyman", "ayatollah", "baron", "boy", "boyfriend", "brother", "brother-in-law", "businessman", "cardinal",
    "chairman", "congressman", "councilman", "count", "dad", "duke", "earl", "emir", "emperor", "ex-husband", "father", "father-in-law",
    "fireman", "fisherman", "fr", "frontman", "gentleman", "grandfather", "grandson", "gunman", "guy", "husband", "imam", "king",
    "landlord", "lord", "man", "monk", "mr", "nephew", "policeman", "pope", "prince", "salesman", "sheikh", "sir", "son", "son-in-law",
    "spokesman", "statesman", "stepfather", "sultan", "uncle", "waiter", "widower",
];

/// Titles and nouns for women.
#[rustfmt::skip]
static FEMALE: &[&str] = &[
    "actress", "assemblywoman", "aunt", "baroness", "businesswoman", "chairwoman", "congresswoman", "councilwoman", "countess", "dame",
    "daughter", "daughter-in-law", "duchess", "empress", "ex-wife", "gentlewoman", "girl", "girlfriend", "granddaughter", "grandmother",
    "housewife", "lady", "midwife", "miss", "mom", "mother", "mother-in-law", "mrs", "ms", "mum", "niece", "nun", "policewoman",
    "princess", "queen", "saleswoman", "sister", "sister-in-law", "spokeswoman", "stepmother", "waitress", "widow", "wife", "woman",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [LABELS, TITLES, ORGANIZATION_ENDS, ORGANIZATION_HEADS, OTHER_ENDS, PLACE_ENDS, CALENDAR, TOPICS, ADJECTIVES, GROUPS] {
            assert!(table.is_sorted());
        }
        assert!(POST_NOMINALS.is_sorted() && POST_NOMINALS.iter().all(|form| form.len() <= 5));
        for table in [ORGANIZATIONS, GOVERNMENTS, FUNCTION_WORDS, MALE, FEMALE] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn words_are_known() {
        assert!(is_title("sen.") && is_title("minister") && !is_title("table"));
        assert!(ends_organization("council") && ends_other("treaty") && ends_place("river"));
        assert_eq!(gender("mrs."), Some(Gender::Female));
        assert_eq!(gender("doctor"), None);
        assert_eq!(long_form("gop"), "republican party");
    }
}
