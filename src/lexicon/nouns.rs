//! Nouns that describe an actor: people by office or kin, groups, organizations, and the documents that speak for someone.
//!
//! Compiled by hand from the nouns that head sources in news writing.

use super::index::index;
use Sort::{Document, Government, Group, Media, Organization, Person};

/// What a noun describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// One human being.
    Person,
    /// Several.
    Group,
    /// An organization.
    Organization,
    /// A government or a country.
    Government,
    /// A news outlet.
    Media,
    /// A text that speaks for whoever is behind it.
    Document,
}

/// What the lower-cased noun describes, if an actor. Plural nouns are asked for as they stand.
pub fn role(noun: &str) -> Option<Sort> {
    let find = |word: &str| index!(NOUNS.0)(word).map(|row| NOUNS[row].1);
    find(noun).or_else(|| is_scholar(noun).then_some(Person)).or_else(|| {
        let one = noun.strip_suffix('s')?;
        let singular = find(one).or_else(|| find(one.strip_suffix('e')?))?;
        Some(if singular == Person { Group } else { singular })
    })
}

/// Whether the lower-cased word names somebody by a field of knowledge: `glaciologist`, `geographer`.
pub fn is_scholar(noun: &str) -> bool {
    noun.len() > 8 && ["ologist", "ographer", "hysician", "itician", "ematician"].iter().any(|end| noun.ends_with(end))
}

#[rustfmt::skip]
static NOUNS: &[(&str, Sort)] = &[
    ("academics", Group), ("acrobat", Person), ("activist", Person), ("activists", Group), ("actor", Person), ("actors", Group),
    ("actress", Person), ("ad", Document), ("adjutant", Person), ("administration", Organization), ("admiral", Person), ("adults", Group),
    ("advertisement", Document), ("adviser", Person), ("advisers", Group), ("advisor", Person), ("advisors", Group), ("advocate", Person),
    ("advocates", Group), ("affidavit", Document), ("agencies", Organization), ("agency", Organization), ("agent", Person),
    ("aide", Person), ("aides", Group), ("airline", Organization), ("airlines", Organization), ("alderman", Person),
    ("alliance", Organization), ("allies", Group), ("ally", Person), ("ambassador", Person), ("ambassadors", Group), ("americans", Group),
    ("analysis", Document), ("analyst", Person), ("analysts", Group), ("anchor", Person), ("anthropologists", Group),
    ("archaeologists", Group), ("archbishop", Person), ("archdeacon", Person), ("archdiocese", Organization), ("architect", Person),
    ("architects", Group), ("army", Organization), ("article", Document), ("artist", Person), ("artists", Group),
    ("assembly", Organization), ("assemblyman", Person), ("assemblywoman", Person), ("assistant", Person), ("associate", Person),
    ("associates", Group), ("association", Organization), ("astronaut", Person), ("astronomer", Person), ("astronomers", Group),
    ("asylum-seekers", Group), ("athlete", Person), ("athletes", Group), ("attache", Person), ("attaché", Person), ("attendees", Group),
    ("attorney", Person), ("attorneys", Group), ("auditors", Group), ("author", Person), ("authorities", Group),
    ("authority", Organization), ("authors", Group), ("ayatollah", Person), ("backer", Person), ("backers", Group), ("baker", Person),
    ("ballplayer", Person), ("bank", Organization), ("banker", Person), ("bankers", Group), ("banks", Organization), ("barber", Person),
    ("baron", Person), ("baroness", Person), ("barrister", Person), ("barristers", Group), ("bartender", Person),
    ("battalion", Organization), ("beekeeper", Person), ("believers", Group), ("bench", Organization), ("biker", Person),
    ("billionaire", Person), ("biographer", Person), ("biologist", Person), ("biologists", Group), ("bishop", Person), ("bishops", Group),
    ("blacksmith", Person), ("bloc", Organization), ("blog", Media), ("blogger", Person), ("bloggers", Group), ("blogs", Media),
    ("board", Organization), ("book", Document), ("bookseller", Person), ("boss", Person), ("bosses", Group), ("boxer", Person),
    ("boy", Person), ("boyfriend", Person), ("boys", Group), ("branch", Organization), ("brand", Organization), ("brewer", Person),
    ("brigade", Organization), ("broadcaster", Person), ("broadcasters", Media), ("broadsheet", Media), ("broker", Person),
    ("brokers", Group), ("brother", Person), ("builder", Person), ("builders", Group), ("bureau", Organization), ("business", Organization),
    ("businesses", Organization), ("businessman", Person), ("businessmen", Group), ("businesspeople", Group), ("businessperson", Person),
    ("businesswoman", Person), ("businesswomen", Group), ("butcher", Person), ("cabinet", Government), ("caller", Person), ("camp", Group),
    ("campaign", Organization), ("campaigner", Person), ("campaigners", Group), ("campaigns", Organization), ("candidate", Person),
    ("candidates", Group), ("captain", Person), ("captainess", Person), ("cardinal", Person), ("carpenter", Person),
    ("cartel", Organization), ("cartoonist", Person), ("caucus", Organization), ("celebrities", Group), ("celebrity", Person),
    ("center", Organization), ("centre", Organization), ("centrist", Person), ("centrists", Group), ("ceo", Person), ("chair", Person),
    ("chairholder", Person), ("chairman", Person), ("chairperson", Person), ("chairwoman", Person), ("challenger", Person),
    ("chamber", Organization), ("champion", Person), ("chancellor", Person), ("channel", Media), ("chaplain", Person),
    ("charities", Organization), ("charity", Organization), ("chef", Person), ("chemist", Person), ("chemists", Group), ("chief", Person),
    ("chiefs", Group), ("children", Group), ("church", Organization), ("citizens", Group), ("civilians", Group), ("cleric", Person),
    ("clerics", Group), ("clerk", Person), ("client", Person), ("clients", Group), ("climatologist", Person), ("climatologists", Group),
    ("climber", Person), ("club", Organization), ("co-author", Person), ("co-founder", Person), ("co-host", Person), ("coach", Person),
    ("coaches", Group), ("coachman", Person), ("coalition", Organization), ("colleague", Person), ("colleagues", Group),
    ("college", Organization), ("colonel", Person), ("column", Document), ("columnist", Person), ("columnists", Group),
    ("comedian", Person), ("commander", Person), ("commentator", Person), ("commentators", Group), ("commission", Organization),
    ("commissioner", Person), ("commissioners", Group), ("committee", Organization), ("communique", Document), ("communiqué", Document),
    ("communist", Person), ("communists", Group), ("communities", Group), ("community", Group), ("commuter", Person),
    ("companies", Organization), ("company", Organization), ("complaint", Document), ("composer", Person), ("conductor", Person),
    ("conglomerate", Organization), ("congress", Organization), ("congressman", Person), ("congressmen", Group), ("congressperson", Person),
    ("congresswoman", Person), ("conservationist", Person), ("conservationists", Group), ("conservative", Person), ("conservatives", Group),
    ("consortium", Organization), ("constable", Person), ("consulate", Organization), ("consultant", Person), ("consumers", Group),
    ("contender", Person), ("contenders", Group), ("contractor", Person), ("contractors", Group), ("coordinator", Person),
    ("coroner", Person), ("corporation", Organization), ("corporations", Organization), ("correspondent", Person),
    ("correspondents", Group), ("council", Organization), ("councillor", Person), ("councillors", Group), ("councilman", Person),
    ("councilor", Person), ("councilors", Group), ("councilwoman", Person), ("counsel", Person), ("counselor", Person), ("count", Person),
    ("counterpart", Person), ("counterparts", Group), ("countries", Government), ("country", Government), ("couple", Group),
    ("courier", Person), ("court", Organization), ("courts", Organization), ("cousin", Person), ("coworker", Person), ("creditors", Group),
    ("crew", Group), ("critic", Person), ("critics", Group), ("crowd", Group), ("crowds", Group), ("crown", Government),
    ("curator", Person), ("customer", Person), ("customers", Group), ("cyclist", Person), ("dad", Person), ("daily", Media),
    ("daughter", Person), ("dean", Person), ("decision-makers", Group), ("declaration", Document), ("defendant", Person),
    ("defendants", Group), ("defender", Person), ("defenders", Group), ("delegates", Group), ("delegation", Group), ("democrat", Person),
    ("democrats", Group), ("demographer", Person), ("demographers", Group), ("demonstrators", Group), ("dentist", Person),
    ("department", Organization), ("departments", Organization), ("deputies", Group), ("deputy", Person), ("designer", Person),
    ("designers", Group), ("detainee", Person), ("detainees", Group), ("detective", Person), ("detectives", Group), ("developer", Person),
    ("developers", Group), ("dictator", Person), ("diocese", Organization), ("diplomat", Person), ("diplomats", Group),
    ("director", Person), ("directorate", Organization), ("directors", Group), ("doctor", Person), ("doctors", Group),
    ("document", Document), ("documents", Document), ("donor", Person), ("donors", Group), ("driver", Person), ("drivers", Group),
    ("duchess", Person), ("duke", Person), ("e-mail", Document), ("earl", Person), ("ecologist", Person), ("ecologists", Group),
    ("economist", Person), ("economists", Group), ("editor", Person), ("editorial", Document), ("editors", Group), ("educator", Person),
    ("electorate", Group), ("email", Document), ("embassy", Organization), ("emir", Person), ("emperor", Person), ("employees", Group),
    ("employers", Group), ("engineer", Person), ("engineers", Group), ("enterprise", Organization), ("entourage", Group),
    ("entrepreneur", Person), ("entrepreneurs", Group), ("environmentalists", Group), ("envoy", Person), ("envoys", Group),
    ("epidemiologist", Person), ("epidemiologists", Group), ("essay", Document), ("ethicists", Group), ("ex-husband", Person),
    ("ex-president", Person), ("ex-wife", Person), ("exchange", Organization), ("executive", Person), ("executives", Group),
    ("expert", Person), ("experts", Group), ("explorer", Person), ("faction", Organization), ("families", Group), ("family", Group),
    ("fans", Group), ("farmer", Person), ("farmers", Group), ("father", Person), ("federation", Organization), ("fighters", Group),
    ("filing", Document), ("filings", Document), ("filmmaker", Person), ("filmmakers", Group), ("financier", Person),
    ("firefighter", Person), ("firefighters", Group), ("firm", Organization), ("firms", Organization), ("fisherman", Person),
    ("fishermen", Group), ("foe", Person), ("followers", Group), ("footballer", Person), ("force", Organization), ("forces", Group),
    ("foundation", Organization), ("foundations", Organization), ("founder", Person), ("franchise", Organization), ("friend", Person),
    ("friends", Group), ("front-runner", Person), ("frontman", Person), ("frontrunner", Person), ("fugitive", Person),
    ("fund", Organization), ("gang", Organization), ("gardener", Person), ("general", Person), ("generation", Group),
    ("geneticist", Person), ("geologist", Person), ("geologists", Group), ("girl", Person), ("girlfriend", Person), ("girls", Group),
    ("goalkeeper", Person), ("golfer", Person), ("government", Government), ("governments", Government), ("governor", Person),
    ("governors", Group), ("grandfather", Person), ("grandmother", Person), ("grandson", Person), ("grocer", Person),
    ("group", Organization), ("groups", Organization), ("guard", Person), ("guards", Group), ("guerrillas", Group), ("guest", Person),
    ("guests", Group), ("guild", Organization), ("guitarist", Person), ("gunman", Person), ("gunmen", Group), ("guy", Person),
    ("hacker", Person), ("hackers", Group), ("hardliners", Group), ("headmaster", Person), ("heads", Group), ("headteacher", Person),
    ("herder", Person), ("hiker", Person), ("historian", Person), ("historians", Group), ("homeowner", Person), ("homeowners", Group),
    ("hopeful", Person), ("hopefuls", Group), ("hospital", Organization), ("hospitals", Organization), ("host", Person),
    ("hostage", Person), ("hostages", Group), ("hosts", Group), ("housekeeper", Person), ("husband", Person), ("illustrator", Person),
    ("imam", Person), ("imams", Group), ("immigrants", Group), ("incumbent", Person), ("independent", Person), ("independents", Group),
    ("indictment", Document), ("individuals", Group), ("industrialist", Person), ("industrialists", Group), ("inhabitants", Group), ("inmate", Person),
    ("inmates", Group), ("inquiry", Organization), ("insider", Person), ("insiders", Group), ("inspector", Person), ("inspectors", Group),
    ("institute", Organization), ("institution", Organization), ("institutions", Organization), ("instructor", Person),
    ("insurgents", Group), ("intelligence", Organization), ("intern", Person), ("interviewer", Person), ("inventor", Person), ("investigator", Person),
    ("investigators", Group), ("investor", Person), ("investors", Group), ("jeweler", Person), ("jeweller", Person), ("jockey", Person),
    ("journal", Media), ("journalist", Person), ("journalists", Group), ("journals", Media), ("judge", Person), ("judges", Group),
    ("judiciary", Organization), ("junta", Organization), ("juror", Person), ("jurors", Group), ("jury", Group), ("justice", Person),
    ("justices", Group), ("king", Person), ("kingdom", Government), ("lab", Organization), ("laboratory", Organization), ("lady", Person),
    ("landlord", Person), ("landlords", Group), ("landowner", Person), ("lawmaker", Person), ("lawmakers", Group), ("lawsuit", Document),
    ("lawyer", Person), ("lawyers", Group), ("leader", Person), ("leaders", Group), ("leadership", Organization), ("league", Organization),
    ("lecturer", Person), ("legislator", Person), ("legislators", Group), ("legislature", Organization), ("lenders", Group),
    ("letter", Document), ("liberal", Person), ("liberals", Group), ("librarian", Person), ("lieutenant", Person), ("lifeguard", Person),
    ("linguist", Person), ("linguists", Group), ("listeners", Group), ("lobby", Organization), ("lobbyist", Person), ("lobbyists", Group),
    ("locals", Group), ("logger", Person), ("lord", Person), ("loyalists", Group), ("mafia", Organization), ("magazine", Media),
    ("magazines", Media), ("magistrate", Person), ("magistrates", Group), ("major", Person), ("man", Person),
    ("manager", Person), ("managers", Group), ("manufacturer", Organization), ("marines", Group), ("marshal", Person),
    ("mathematician", Person), ("mayor", Person), ("mayors", Group), ("mechanic", Person), ("media", Media), ("mediators", Group),
    ("members", Group), ("memo", Document), ("memoir", Document), ("men", Group), ("mentor", Person), ("mercenaries", Group),
    ("merchant", Person), ("message", Document), ("meteorologist", Person), ("meteorologists", Group), ("midfielder", Person),
    ("midwife", Person), ("migrants", Group), ("militants", Group), ("military", Organization), ("militia", Organization),
    ("militiamen", Group), ("militias", Group), ("millennials", Group), ("millionaire", Person), ("miner", Person), ("miners", Group),
    ("minister", Person), ("ministers", Group), ("ministry", Organization), ("moderates", Group), ("moderator", Person), ("mogul", Person),
    ("monarch", Person), ("monarchy", Government), ("monitors", Group), ("monk", Person), ("monks", Group), ("mother", Person),
    ("movement", Organization), ("mufti", Person), ("municipality", Government), ("museum", Organization), ("musician", Person),
    ("musicians", Group), ("nation", Government), ("nationalist", Person), ("nationalists", Group), ("nations", Government),
    ("naturalist", Person), ("navy", Organization), ("negotiators", Group), ("neighbor", Person), ("neighbors", Group),
    ("neighbour", Person), ("neighbours", Group), ("nephew", Person), ("network", Organization), ("neurologist", Person),
    ("neuroscientist", Person), ("neurosurgeon", Person), ("newspaper", Media), ("newspapers", Media), ("newswire", Media),
    ("ngo", Organization), ("niece", Person), ("nominator", Person), ("nominee", Person), ("nominees", Group), ("nonprofit", Organization),
    ("note", Document), ("novelist", Person), ("nun", Person), ("nuns", Group), ("nurse", Person), ("nurses", Group), ("observer", Person),
    ("observers", Group), ("office", Organization), ("officer", Person), ("officers", Group), ("official", Person), ("officials", Group),
    ("ombudsman", Person), ("operative", Person), ("operatives", Group), ("operator", Organization), ("opponent", Person),
    ("opponents", Group), ("opposition", Organization), ("organisation", Organization), ("organisations", Organization),
    ("organiser", Person), ("organisers", Group), ("organization", Organization), ("organizations", Organization), ("organizer", Person),
    ("organizers", Group), ("others", Group), ("outlet", Media), ("outlets", Media), ("owner", Person), ("owners", Group),
    ("pac", Organization), ("pacs", Organization), ("paediatrician", Person), ("painter", Person), ("paleontologist", Person),
    ("paleontologists", Group), ("panel", Organization), ("paper", Media), ("paramedic", Person), ("paramedics", Group),
    ("paratroopers", Group), ("parent", Person), ("parents", Group), ("parish", Organization), ("parliament", Organization),
    ("participants", Group), ("parties", Organization), ("partner", Person), ("partners", Group), ("party", Organization),
    ("passenger", Person), ("passengers", Group), ("pastor", Person), ("pastors", Group), ("pathologist", Person), ("patient", Person),
    ("patients", Group), ("patriarch", Person), ("peacekeepers", Group), ("pediatrician", Person), ("pensioner", Person),
    ("pensioners", Group), ("people", Group), ("performer", Person), ("petition", Document), ("petitioner", Person),
    ("philanthropist", Person), ("philosopher", Person), ("philosophers", Group), ("photographer", Person), ("physician", Person),
    ("physicians", Group), ("physicist", Person), ("physicists", Group), ("pilot", Person), ("pilots", Group), ("plaintiff", Person),
    ("plaintiffs", Group), ("planner", Person), ("planners", Group), ("player", Person), ("players", Group), ("playwright", Person),
    ("plumber", Person), ("poet", Person), ("poets", Group), ("police", Group), ("policeman", Person), ("policewoman", Person),
    ("policymakers", Group), ("politician", Person), ("politicians", Group), ("poll", Document), ("pollster", Person), ("pollsters", Group),
    ("pope", Person), ("population", Group), ("populists", Group), ("post", Document), ("poster", Person), ("posting", Document),
    ("potter", Person), ("premier", Person), ("presenter", Person), ("president", Person), ("press", Media), ("priest", Person),
    ("priests", Group), ("prince", Person), ("princess", Person), ("principal", Person), ("prisoner", Person), ("prisoners", Group),
    ("procurator", Person), ("producer", Person), ("producers", Group), ("professor", Person), ("professors", Group),
    ("programmer", Person), ("progressive", Person), ("progressives", Group), ("prosecution", Organization), ("prosecutor", Person),
    ("prosecutors", Group), ("protester", Person), ("protesters", Group), ("protestors", Group), ("provider", Organization),
    ("provost", Person), ("psychiatrist", Person), ("psychiatrists", Group), ("psychologist", Person), ("psychologists", Group),
    ("psychotherapist", Person), ("public", Group), ("publicist", Person), ("publisher", Person), ("publishers", Group), ("pundit", Person),
    ("pundits", Group), ("pupils", Group), ("queen", Person), ("questioner", Person), ("rabbi", Person), ("rabbis", Group), ("ranger", Person), ("rapper", Person),
    ("ratepayers", Group), ("reader", Person), ("readers", Group), ("rebels", Group), ("rector", Person), ("referee", Person),
    ("refugee", Person), ("refugees", Group), ("regime", Organization), ("regiment", Organization), ("registrar", Person),
    ("regulator", Organization), ("regulators", Group), ("relatives", Group), ("release", Document), ("report", Document),
    ("reporter", Person), ("reporters", Group), ("representative", Person), ("representatives", Group), ("republic", Government),
    ("republican", Person), ("republicans", Group), ("rescuers", Group), ("researcher", Person), ("researchers", Group),
    ("resident", Person), ("residents", Group), ("respondent", Person), ("responders", Group), ("retailer", Organization),
    ("retiree", Person), ("retirees", Group), ("reverend", Person), ("review", Document), ("reviewer", Person), ("reviewers", Group), ("rival", Person), ("rivals", Group),
    ("ruler", Person), ("ruling", Document), ("runner", Person), ("sailor", Person), ("salesman", Person), ("scholar", Person),
    ("scholars", Group), ("school", Organization), ("schools", Organization), ("scientist", Person), ("scientists", Group),
    ("screenwriter", Person), ("sculptor", Person), ("secretariat", Organization), ("secretary", Person), ("senate", Organization),
    ("senator", Person), ("senators", Group), ("seniors", Group), ("separatists", Group), ("sergeant", Person), ("servant", Person),
    ("service", Organization), ("services", Organization), ("shareholder", Person), ("shareholders", Group), ("sheikh", Person),
    ("shepherd", Person), ("sheriff", Person), ("shopkeeper", Person), ("shopper", Person), ("side", Group), ("sides", Group),
    ("singer", Person), ("sister", Person), ("site", Media), ("sites", Media), ("skier", Person), ("skipper", Person), ("socialist", Person), ("socialists", Group),
    ("society", Organization), ("sociologist", Person), ("sociologists", Group), ("soldier", Person), ("soldiers", Group),
    ("solicitor", Person), ("solicitors", Group), ("son", Person), ("source", Person), ("sources", Group), ("speaker", Person),
    ("specialist", Person), ("spectators", Group), ("speechwriter", Person), ("spokesman", Person), ("spokesmen", Group),
    ("spokespeople", Group), ("spokesperson", Person), ("spokespersons", Group), ("spokeswoman", Person), ("spokeswomen", Group),
    ("squad", Group), ("staff", Group), ("staffer", Person), ("staffers", Group), ("star", Person), ("start-up", Organization),
    ("startup", Organization), ("statement", Document), ("statesman", Person), ("station", Media), ("statistician", Person),
    ("statisticians", Group), ("stepfather", Person), ("stepmother", Person), ("strategist", Person), ("strategists", Group),
    ("striker", Person), ("student", Person), ("students", Group), ("study", Document), ("subsidiary", Organization), ("successor", Person),
    ("sultan", Person), ("superdelegates", Group), ("superintendent", Person), ("supervisor", Person), ("supplier", Organization),
    ("supporter", Person), ("supporters", Group), ("surgeon", Person), ("survey", Document), ("surveyor", Person), ("survivor", Person),
    ("survivors", Group), ("suspect", Person), ("suspects", Group), ("swimmer", Person), ("sympathizers", Group),
    ("syndicate", Organization), ("synod", Organization), ("tabloid", Media), ("tabloids", Media), ("tailor", Person),
    ("taskforce", Organization), ("taxpayers", Group), ("teacher", Person), ("teachers", Group), ("team", Group), ("technician", Person),
    ("teenager", Person), ("teenagers", Group), ("tenants", Group), ("therapist", Person), ("tourists", Group), ("townspeople", Group),
    ("trader", Person), ("traders", Group), ("trainer", Person), ("transcript", Document), ("travelers", Group), ("travellers", Group),
    ("treasurer", Person), ("tribe", Organization), ("tribunal", Organization), ("troops", Group), ("trucker", Person),
    ("trust", Organization), ("trustee", Person), ("trustees", Group), ("tweet", Document), ("tycoon", Person), ("uncle", Person),
    ("undersecretary", Person), ("union", Organization), ("unions", Group), ("universities", Organization), ("university", Organization),
    ("user", Person), ("users", Group), ("utility", Organization), ("verdict", Document), ("vet", Person), ("veteran", Person),
    ("veterans", Group), ("veterinarian", Person), ("vicar", Person), ("vice-chancellor", Person), ("vice-president", Person),
    ("victim", Person), ("victims", Group), ("video", Document), ("viewer", Person), ("viewers", Group), ("villagers", Group),
    ("virologist", Person), ("virologists", Group), ("visitors", Group), ("volunteer", Person), ("volunteers", Group), ("voter", Person),
    ("voters", Group), ("waiter", Person), ("waitress", Person), ("warden", Person), ("watchdog", Organization), ("weaver", Person),
    ("website", Media), ("websites", Media), ("weekly", Media), ("welder", Person), ("whistle-blower", Person), ("whistleblower", Person),
    ("widow", Person), ("widower", Person), ("wife", Person), ("winemaker", Person), ("witness", Person), ("witnesses", Group),
    ("woman", Person), ("women", Group), ("worker", Person), ("workers", Group), ("writer", Person), ("writers", Group), ("youths", Group),
    ("zoologist", Person),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_sorted_and_known() {
        assert!(NOUNS.is_sorted_by_key(|entry| entry.0));
        assert_eq!(role("spokeswoman"), Some(Person));
        assert_eq!(role("welders"), Some(Group));
        assert_eq!(role("table"), None);
    }
}
