//! Words in names: titles before a person's name, words that end an organization's or a place's name, and capitalized words that name no actor.

/// Whether the lower-cased word can stand in a title before a name: `President`, `Sen.`, `Emeritus`.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// The sex that a title tells, as the pronoun it goes with.
pub fn pronoun_of(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('.') {
        "mr" | "sir" | "king" | "prince" | "lord" | "father" | "brother" | "son" | "husband" | "uncle" | "nephew" | "grandfather"
        | "businessman" | "spokesman" | "chairman" | "congressman" | "councilman" | "man" | "boy" | "policeman" | "duke" | "count"
        | "baron" | "monk" | "actor" | "statesman" | "widower" | "boyfriend" | "salesman" | "son-in-law" | "brother-in-law"
        | "father-in-law" => "he",
        "mrs" | "ms" | "miss" | "queen" | "princess" | "lady" | "dame" | "mother" | "sister" | "daughter" | "wife" | "aunt" | "niece"
        | "grandmother" | "businesswoman" | "spokeswoman" | "chairwoman" | "congresswoman" | "councilwoman" | "woman" | "girl"
        | "policewoman" | "duchess" | "countess" | "baroness" | "nun" | "actress" | "widow" | "girlfriend" | "daughter-in-law"
        | "sister-in-law" | "mother-in-law" => "she",
        _ => return None,
    })
}

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "admiral", "adm", "ambassador", "archbishop", "ayatollah", "baron", "baroness", "bishop", "brig", "brigadier", "capt", "captain", "cardinal", "chairman", "chairwoman", "chairperson", "chancellor", "chief", "col", "colonel", "commander",
    "commissioner", "congressman", "congresswoman", "coach", "constable", "corporal", "councillor", "councilman", "councilwoman", "councilor", "count", "countess", "cpl", "dame", "deputy", "detective", "det", "director", "dr", "duchess", "duke", "emeritus", "emir", "emperor",
    "envoy", "father", "first", "foreign", "former", "fr", "gen", "general", "gov", "governor", "home", "hon", "imam", "inspector", "judge", "justice", "king", "lady", "lieutenant", "lord", "lt", "maj", "major", "marshal", "mayor", "minister", "miss", "mr", "mrs", "ms",
    "mx", "navy", "army", "officer", "official", "pastor", "pope", "premier", "president", "press", "prime", "prince", "princess", "private", "prof", "professor", "queen", "rabbi", "rep", "reps", "representative", "rev", "reverend", "secretary", "sen", "sens", "senator", "sergeant", "sgt",
    "shadow", "sheikh", "sheriff", "sir", "sister", "speaker", "spokesman", "spokeswoman", "sultan", "superintendent", "supt", "treasurer", "undersecretary", "vice", "attorney", "prosecutor", "economist", "analyst", "correspondent", "editor", "lawmaker", "interior", "defense", "defence", "finance", "trade",
    "health", "education", "state", "acting", "assistant", "associate", "executive", "senior", "special", "co-founder", "founder", "host", "ceo", "cfo", "cto", "staff", "majority", "minority", "leader", "crown", "lead", "district", "democratic", "republican", "conservative", "labour", "labor",
];

/// Whether a name that ends in this lower-cased word is an organization's.
pub fn ends_organization(word: &str) -> bool {
    ORGANIZATIONS.contains(&word.trim_end_matches('.'))
}

#[rustfmt::skip]
const ORGANIZATIONS: &[&str] = &[
    "academy", "administration", "agency", "airlines", "airways", "alliance", "army", "assembly", "associates", "association", "authority", "bank", "bar", "board", "brigade", "bureau", "campaign", "capital", "center", "centre", "chamber", "church", "clinic", "club", "co", "coalition", "college",
    "commission", "committee", "community", "company", "confederation", "conference", "congress", "corp", "corporation", "corps", "council", "court", "department", "dept", "directorate", "energy", "enterprise", "exchange", "federation", "fleet", "force", "forces", "forum", "foundation", "front", "fund", "group", "guard",
    "guild", "holdings", "hospital", "house", "inc", "industries", "institute", "institution", "international", "jihad", "laboratories", "laboratory", "league", "legion", "llc", "llp", "ltd", "militia", "ministry", "mission", "mosque", "motors", "movement", "museum", "navy", "network", "office", "organisation", "organization", "pac", "panel", "parliament",
    "partners", "partnership", "party", "patrol", "plc", "police", "press", "project", "prosecution", "reserve", "school", "secretariat", "security", "senate", "service", "services", "society", "staff", "studios", "syndicate", "systems", "taskforce", "team", "technologies", "treasury", "tribunal", "trust", "union", "united", "university", "watch",
];

/// Whether a name that ends in this lower-cased word is a place's or an event's or a thing's, and so no actor.
pub fn ends_other(word: &str) -> bool {
    OTHERS.contains(&word.trim_end_matches('.'))
}

#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "accord", "accords", "act", "agreement", "airport", "amendment", "avenue", "award", "awards", "basin", "bay", "beach", "bill", "boulevard", "bridge", "building", "canal", "castle", "cathedral", "championship", "championships", "channel", "christmas", "city", "clause", "coast", "code", "constitution", "convention", "county", "creek", "cup", "dam",
    "day", "deal", "debate", "declaration", "desert", "district", "easter", "election", "elections", "eve", "festival", "field", "forest", "garden", "gardens", "games", "gulf", "hall", "harbor", "harbour", "heights", "highway", "hill", "hills", "hotel", "internet", "island", "islands", "lake", "law", "list", "mountain", "mountains", "mount", "museum", "nobel",
    "northeast", "ocean", "olympics", "palace", "park", "peace", "peninsula", "plan", "plaza", "pole", "port", "prize", "province", "questions", "railway", "region", "report", "resolution", "river", "road", "sea", "season", "series", "square", "stadium", "state", "station", "strait", "street", "strip", "summit", "theater", "theatre", "tower", "town", "treaty", "tunnel", "valley", "village",
    "war", "way", "week", "world", "year", "zone", "east", "west", "north", "south",
];

/// Whether the lower-cased word alone is capitalized without naming anybody: days, months, languages, holidays.
pub fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(&word.trim_end_matches('.'))
}

#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun", "gmt", "utc", "est", "edt", "pst", "a.m", "p.m", "am", "pm", "christmas", "easter", "ramadan", "internet", "covid", "covid-19", "ii", "iii", "iv", "i", "ok",
    "english", "god", "earth", "mr", "mrs", "ms", "dr", "phd", "qc", "sc", "kc", "mp", "mps", "ceo", "tv", "dvd", "pdf", "dna", "uefa_", "east", "west", "north", "south", "sir", "madam",
];
