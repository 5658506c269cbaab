use super::*;

const LEAST: &str = "[mapping]\nname = 'x'\nlabel = 'X'\n";

fn refusal(rest: &str) -> String {
    Mapping::read("x.toml", &format!("{LEAST}{rest}")).unwrap_err().to_string()
}

#[test]
fn a_wrong_mapping_is_refused_with_the_key_to_blame() {
    for (rest, words) in [
        ("[service]\nid = 'a'", "service.name is missing"),
        ("[service]\nname = 'a'", "needs an id column, or a fingerprint"),
        ("[service]\nid = 'a'\nname = 'a'\nmanager = 'b'", "manager"),
        ("[service]\nid = 'a'\nname = { column = 'a', transform = 'titel_case' }", "there is no transform 'titel_case'"),
        ("[service]\nid = 'a'\nname = { transform = 'lower' }", "exactly one of column"),
        ("[service]\nid = 'a'\nname = '{a'", "without its }"),
        ("[service]\nid = 'a'\nname = 'a'\n[always]\nsector = 'public'", "'public' is not one of: statutory, voluntary"),
        ("[service]\nid = 'a'\nname = 'a'\n[[rows.skip]]\ncolumn = 'b'\nreason = 'r'", "asks for nothing"),
        ("[service]\nid = 'a'\nname = 'a'\n[[rows.skip]]\ncolumn = 'b'\nequals = 'r'", "gives no reason"),
        ("[service]\nid = 'a'\nname = 'a'\n[[hours]]\nopens = { monday = 'm' }", "belong together"),
        ("encoding = 'klingon'\n[service]\nid = 'a'\nname = 'a'", "'klingon' is not a known encoding"),
    ] {
        let error = refusal(rest);
        assert!(error.contains(words) && error.contains('x'), "{rest}\n{error}");
    }
}

#[test]
fn every_shipped_mapping_reads_and_names_only_needs_there_are() {
    let needs = Needs::shipped().unwrap();
    let paths: Vec<String> = crate::shipped::list("mappings");
    assert!(paths.len() >= 27, "{paths:?}");
    for path in paths {
        let mapping = Mapping::read(&path, &crate::shipped::text(&path).unwrap()).unwrap_or_else(|error| panic!("{error}"));
        mapping.check_needs(&needs).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(path, format!("mappings/{}.toml", mapping.about.name));
        assert!(!mapping.about.recognise.is_empty() && mapping.about.publisher.is_some() && mapping.about.label.len() > 10, "{path}");
    }
}

#[test]
fn the_worked_example_of_the_manual_reads() {
    let manual = include_str!("../../../../docs/MAPPINGS.md");
    let example = manual.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mapping = Mapping::read("manual", example).unwrap();
    mapping.check_needs(&Needs::shipped().unwrap()).unwrap();
}

#[test]
fn a_need_that_is_not_in_the_vocabulary_is_refused() {
    let mapping = Mapping::read("x.toml", &format!("{LEAST}[service]\nid = 'a'\nname = 'a'\n[always]\nneeds = ['hapiness']")).unwrap();
    let error = mapping.check_needs(&Needs::shipped().unwrap()).unwrap_err();
    assert_eq!(error, "the mapping 'x' names the need 'hapiness', which is not in the needs vocabulary");
}
