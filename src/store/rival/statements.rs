//! The statements: their text, and nothing that asks them.

use super::{Filter, Ground, Search};

/// Results wanted of a search.
const BEST: usize = 20;
/// Names wanted of a beginning.
const NAMES: usize = 8;
/// Any of the words: all of them, with the other sign between.
const ANY: &str = "replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery";
const ALL: &str = "plainto_tsquery('english', $1)";

/// The statements over one schema.
#[derive(Debug)]
pub(super) struct Statements {
    schema: String,
    ground: Ground,
    pub(super) complete: String,
    pub(super) correct: String,
}

impl Statements {
    pub(super) fn of(schema: &str, ground: Ground) -> Self {
        let complete = format!(
            "SELECT label FROM {schema}.term WHERE folded >= $1 AND folded < $1 || chr(1114111) ORDER BY uses DESC, folded LIMIT {NAMES}"
        );
        let correct = format!(
            "SELECT string_agg(coalesce(near.word, typed.word), ' ' ORDER BY typed.at)
             FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY typed(word, at) LEFT JOIN LATERAL (
                 SELECT w.word FROM {schema}.word w
                 WHERE w.word % typed.word AND NOT EXISTS (SELECT FROM {schema}.word known WHERE known.word = typed.word)
                 ORDER BY similarity(w.word, typed.word) DESC, w.uses DESC LIMIT 1) near ON true"
        );
        Self { schema: schema.to_owned(), ground, complete, correct }
    }

    /// A search for services with all of the words, or any of them.
    ///
    /// Every row is one of the best with its card (`many` = 0), or a number of services with the same masks.
    pub(super) fn search(&self, search: &Search, all: bool) -> String {
        let (schema, words) = (&self.schema, if all { ALL } else { ANY });
        let matched = match search.near {
            None => {
                format!("SELECT spot, service, words, m1, m2, NULL::float8 AS metres FROM {schema}.spot WHERE first AND words @@ {words}")
            }
            Some(_) => format!(
                "SELECT DISTINCT ON (service) spot, service, words, m1, m2, {} AS metres FROM {schema}.spot
                 WHERE words @@ {words} AND ({} OR covers && $5::text[]) ORDER BY service, metres",
                self.ground.metres(),
                self.ground.within()
            ),
        };
        let passing = passing(&search.filters);
        format!(
            "WITH matched AS MATERIALIZED ({matched}), best AS (
                 SELECT spot, metres, ts_rank(words, {words}) AS rank FROM matched {passing}
                 ORDER BY rank DESC, metres NULLS LAST, service LIMIT {BEST})
             SELECT 0::int8 AS many, 0::int8 AS m1, 0::int8 AS m2, best.metres, best.rank, card.*
             FROM best JOIN {schema}.card card ON card.spot = best.spot
             UNION ALL
             SELECT count(*), m1, m2, NULL, NULL, (NULL::{schema}.card).* FROM matched GROUP BY m1, m2"
        )
    }
}

/// The condition that every filter passes.
fn passing(filters: &[Filter]) -> String {
    let one = |filter: &Filter| match filter.chosen.map(u64::cast_signed) {
        [first, 0] => format!("m1 & {first} <> 0"),
        [0, second] => format!("m2 & {second} <> 0"),
        [first, second] => format!("(m1 & {first} <> 0 OR m2 & {second} <> 0)"),
    };
    match filters.iter().map(one).collect::<Vec<_>>() {
        conditions if conditions.is_empty() => String::new(),
        conditions => format!("WHERE {}", conditions.join(" AND ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_a_condition() {
        for (filters, expected) in [
            (vec![], ""),
            (vec![[6, 0]], "WHERE m1 & 6 <> 0"),
            (vec![[1, 0], [0, 8]], "WHERE m1 & 1 <> 0 AND m2 & 8 <> 0"),
            (vec![[1 << 63, 0]], "WHERE m1 & -9223372036854775808 <> 0"),
            (vec![[1, 2]], "WHERE (m1 & 1 <> 0 OR m2 & 2 <> 0)"),
        ] {
            let filters: Vec<Filter> = filters.into_iter().map(|chosen| Filter { chosen, choices: chosen }).collect();
            assert_eq!(passing(&filters), expected);
        }
    }
}
