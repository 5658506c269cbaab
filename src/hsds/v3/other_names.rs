//! Other names and acronyms: the standard has one text, so several are parted by semicolons.

use super::{node::Node, object::Object};

/// Writes the names; where a name itself holds a semicolon the exact list stands among our extensions too.
pub(super) fn write(names: &[String], object: &mut Object, ours: &mut Object) {
    if names.is_empty() {
        return;
    }
    let joined = names.join("; ");
    if split(&joined) != names {
        ours.list("other_names", names.iter().map(|name| name.as_str().into()));
    }
    object.put("alternate_name", joined);
}

/// Reads the names.
pub(super) fn read(node: &Node<'_>) -> Vec<String> {
    let exact = node.object("fingerpost").map(|ours| ours.texts("other_names")).unwrap_or_default();
    if exact.is_empty() { node.name("alternate_name").map(|names| split(&names)).unwrap_or_default() } else { exact }
}

fn split(joined: &str) -> Vec<String> {
    joined.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
