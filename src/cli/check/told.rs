//! A report in words, for the publisher of the feed.

use crate::checking::report::{Finding, Level, Official, Report};

/// Places shown of each finding; `--json` has a few more.
const SHOWN: usize = 3;

/// The report, line by line.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut lines = head(report);
    let urgent: Vec<&Finding> = report.findings.iter().filter(|finding| finding.urgent).collect();
    section(&mut lines, "LOOK AT THIS FIRST: people's safety and privacy", &urgent);
    for (level, title) in [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Advice, "Advice")] {
        let found: Vec<&Finding> = report.findings.iter().filter(|finding| !finding.urgent && finding.level == level).collect();
        section(&mut lines, title, &found);
    }
    if report.read.services > 0 && report.dialect.is_none() {
        tried(&mut lines, report);
    }
    lines
}

/// `1 error`, `2 errors`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn head(report: &Report) -> Vec<String> {
    let counts = [
        count(report.errors, "error", "errors"),
        count(report.warnings, "warning", "warnings"),
        count(report.advice, "piece of advice", "pieces of advice"),
    ];
    let verdict = match (report.conforms, report.dialect) {
        (true, _) => "CONFORMS to Open Referral UK 3.0, as far as it was read",
        (false, Some(_)) => "IS NOT Open Referral UK 3.0",
        (false, None) if report.read.pages == 0 => "CANNOT BE READ as Open Referral UK 3.0",
        (false, None) => "DOES NOT CONFORM to Open Referral UK 3.0",
    };
    let says =
        report.version.as_ref().map_or_else(|| "it does not say its version".to_owned(), |version| format!("it says it is {version}"));
    let mut lines = vec![format!("{} ({says}), {}", report.feed, report.checked), format!("{verdict}: {}.", counts.join(", "))];
    match report.official_passes {
        Some(true) if !report.conforms => {
            lines.push("The official validator would pass it: it does not look at what is wrong here.".to_owned());
        }
        Some(true) => lines.push("The official validator would pass it too.".to_owned()),
        Some(false) => lines.push("The official validator would not pass it.".to_owned()),
        None => {}
    }
    lines.push(read(report));
    lines
}

fn read(report: &Report) -> String {
    let read = &report.read;
    let of = |promised: Option<u64>| promised.map(|promised| format!(" of {promised}")).unwrap_or_default();
    let pages = if read.pages == 1 { "page" } else { "pages" };
    let text = format!(
        "Read: {}{} {pages}, {}{} services, {} of them in full.",
        read.pages,
        if read.whole { String::new() } else { of(read.pages_promised) },
        read.services,
        of(read.services_promised),
        read.in_full
    );
    match read.services {
        0 => text,
        _ if read.in_full < read.services => format!("{text} `--seed {}` picks the same again; `--all` reads everything.", report.seed),
        _ => text,
    }
}

fn section(lines: &mut Vec<String>, title: &str, findings: &[&Finding]) {
    if findings.is_empty() {
        return;
    }
    lines.extend([String::new(), title.to_owned()]);
    for finding in findings {
        wrapped(lines, 2, 6, &format!("{}: {}{}", finding.code, finding.what, often(finding)));
        for example in finding.examples.iter().take(SHOWN) {
            let found = example.found.as_ref().map(|found| format!(" = {found}")).unwrap_or_default();
            lines.push(format!("      at {}{found}", example.at));
        }
        let more = finding.count.saturating_sub(finding.examples.len().clamp(1, SHOWN));
        if more > 0 {
            lines.push(format!("      … and {more} more"));
        }
        wrapped(lines, 6, 12, &format!("Mend: {}{}", finding.mend, official(finding)));
    }
}

/// A sentence in lines of a terminal's width, the first indented by `first` and the others by `others`.
fn wrapped(lines: &mut Vec<String>, first: usize, others: usize, text: &str) {
    const WIDTH: usize = 110;
    let mut line = " ".repeat(first);
    let mut words = 0;
    for word in text.split(' ') {
        if words > 0 && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(others)));
            words = 0;
        }
        if words > 0 {
            line.push(' ');
        }
        line.push_str(word);
        words += 1;
    }
    lines.push(line);
}

fn often(finding: &Finding) -> String {
    match (finding.count, finding.of) {
        (count, Some(of)) => format!(" ({count} of {of})"),
        (1, None) => String::new(),
        (count, None) => format!(" ({count} times)"),
    }
}

fn official(finding: &Finding) -> &'static str {
    match (finding.level, finding.official) {
        _ if finding.code == "VERSION_1" => " [The official validator checks such a feed as version 1.]",
        (_, Official::Fails) => " [The official validator refuses this.]",
        (_, Official::Warns) => " [The official validator warns of this.]",
        (Level::Error, Official::NotLookedAt) => " [The official validator does not look at this.]",
        _ => "",
    }
}

fn tried(lines: &mut Vec<String>, report: &Report) {
    lines.extend([String::new(), "Searches for services of its own".to_owned()]);
    for search in &report.searches {
        wrapped(lines, 2, 16, &format!("{:<10}{:<4}{}", search.search, yes_no(search.works), search.told));
    }
    lines.extend([String::new(), "What it can do".to_owned()]);
    for (name, works) in
        [("per_page", report.can.per_page), ("modified_after", report.can.modified_after), ("format=ndjson", report.can.ndjson)]
    {
        lines.push(format!("  {name:<18}{}", yes_no(works)));
    }
}

fn yes_no(works: Option<bool>) -> &'static str {
    match works {
        Some(true) => "yes",
        Some(false) => "NO",
        None => "?",
    }
}
