//! Persons told from roles, teams and bodies, as far as a name or a mailbox shows.

/// Words in a contact's name that mean a role, a team or a body.
const ROLES: [&str; 60] = [
    "team",
    "service",
    "services",
    "office",
    "officer",
    "manager",
    "reception",
    "receptionist",
    "enquiries",
    "enquiry",
    "helpline",
    "help",
    "desk",
    "centre",
    "center",
    "club",
    "group",
    "council",
    "trust",
    "charity",
    "hub",
    "admin",
    "administrator",
    "coordinator",
    "co-ordinator",
    "secretary",
    "chair",
    "treasurer",
    "director",
    "lead",
    "leader",
    "support",
    "care",
    "carers",
    "advice",
    "line",
    "information",
    "info",
    "duty",
    "nurse",
    "practice",
    "surgery",
    "clinic",
    "hospital",
    "school",
    "library",
    "church",
    "department",
    "general",
    "main",
    "contact",
    "customer",
    "community",
    "family",
    "families",
    "young",
    "people",
    "youth",
    "referrals",
    "bookings",
];
const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "rev", "revd", "sister"];

/// Two or three words that are each a name, or a form of address before them.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> =
        name.split_whitespace().map(|word| word.trim_matches([',', '.', '(', ')'])).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if lower.iter().any(|word| ROLES.contains(&word.as_str())) {
        return false;
    }
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
            && (word.chars().any(char::is_lowercase) || word.len() == 1)
    };
    let titled = lower.first().is_some_and(|first| TITLES.contains(&first.as_str())) && words.len() > 1;
    titled || (2..=3).contains(&words.len()) && words.iter().all(is_name)
}

/// `first.last@`: a person's own mailbox.
pub(super) fn is_personal(email: &str) -> bool {
    let Some((user, host)) = email.trim().split_once('@') else { return false };
    let host = host.to_lowercase();
    let parts: Vec<String> = user.split(['.', '_']).map(str::to_lowercase).collect();
    let is_the_hosts = parts.iter().all(|part| host.contains(part.as_str()));
    parts.len() == 2
        && !is_the_hosts
        && parts.iter().all(|part| part.len() > 1 && part.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\''))
        && !parts.iter().any(|part| is_of_a_team(part))
}

/// Parts of mailboxes that belong to a team: `adult.care`, `carers_leeds`.
fn is_of_a_team(part: &str) -> bool {
    const MORE: [&str; 24] = [
        "adult",
        "adults",
        "children",
        "childrens",
        "social",
        "mental",
        "health",
        "hello",
        "mail",
        "email",
        "web",
        "no",
        "reply",
        "first",
        "early",
        "home",
        "school",
        "housing",
        "fis",
        "fid",
        "send",
        "assurer",
        "data",
        "directory",
    ];
    ROLES.contains(&part) || MORE.contains(&part) || ROLES.iter().any(|role| role.len() > 4 && part.contains(role))
}

#[cfg(test)]
mod tests {
    use super::{is_person, is_personal};

    #[test]
    fn persons_are_told_from_roles() {
        for (name, expected) in [
            ("Jo Bloggs", true),
            ("Mrs Bloggs", true),
            ("Mary-Jane O'Neill", true),
            ("J. Bloggs", true),
            ("Carers Team", false),
            ("Reception", false),
            ("Duty Social Worker", false),
            ("carers team", false),
            ("NHS Leeds", false),
            ("Family Information Service", false),
            ("", false),
        ] {
            assert_eq!(is_person(name), expected, "{name}");
        }
        for (email, expected) in [
            ("jo.bloggs@council.example", true),
            ("jo_bloggs@council.example", true),
            ("info@council.example", false),
            ("adult.care@council.example", false),
            ("carers.leeds@charity.example", false),
            ("leeds.mind@leedsmind.example", false),
            ("j.b@council.example", false),
            ("see website", false),
        ] {
            assert_eq!(is_personal(email), expected, "{email}");
        }
    }
}
