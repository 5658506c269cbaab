//! Page numbers below a list: the first, the last, and those around the present one.

use crate::server::asked::Asked;

/// Links below a list of results.
#[derive(Debug, Default)]
pub struct Paging {
    /// The page before.
    pub previous: Option<String>,
    /// Numbers and gaps, in order.
    pub steps: Vec<Step>,
    /// The page after.
    pub next: Option<String>,
}

/// One place in the row of numbers.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// The number; `None` is a gap.
    pub number: Option<usize>,
    /// Its address; `None` for the present page and gaps.
    pub href: Option<String>,
}

/// Where a page begins: whoever goes on to the next one has read the head of the page already.
pub const LIST: &str = "#list";

/// The last page that is offered: nobody reads further, and the search would have to skip everything before.
const LAST: usize = 500;

impl Paging {
    /// The row for these results; empty when they fit on one page.
    pub fn new(asked: &Asked, total: u64, per_page: usize, path: &str) -> Self {
        let pages = usize::try_from(total).unwrap_or(usize::MAX).div_ceil(per_page.max(1)).min(LAST);
        if pages < 2 {
            return Self::default();
        }
        let href = |page: usize| (1..=pages).contains(&page).then(|| asked.on_page(page).address(path) + LIST);
        Self {
            previous: href(asked.page.saturating_sub(1)),
            next: href(asked.page + 1),
            steps: numbers(asked.page, pages)
                .into_iter()
                .map(|number| Step { number, href: number.filter(|number| *number != asked.page).and_then(href) })
                .collect(),
        }
    }
}

/// 1 … 4 5 6 … 500
fn numbers(present: usize, pages: usize) -> Vec<Option<usize>> {
    let shown = (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(present) <= 1);
    let mut row: Vec<Option<usize>> = Vec::new();
    for number in shown {
        if row.last().copied().flatten().is_some_and(|last| number > last + 1) {
            row.push(None);
        }
        row.push(Some(number));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(present: usize, pages: usize) -> String {
        numbers(present, pages).iter().map(|step| step.map_or("…".to_owned(), |number| number.to_string())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_stand_around_the_present_page() {
        for (present, pages, expected) in
            [(1, 2, "1 2"), (1, 9, "1 2 … 9"), (5, 9, "1 … 4 5 6 … 9"), (9, 9, "1 … 8 9"), (3, 500, "1 2 3 4 … 500")]
        {
            assert_eq!(row(present, pages), expected);
        }
    }

    #[test]
    fn a_page_beyond_the_end_leads_back() {
        let asked = Asked { words: "tea".to_owned(), page: 40, ..Asked::default() };
        let paging = Paging::new(&asked, 45, 20, "/search");
        assert_eq!((paging.previous, paging.next), (None, None));
        assert_eq!(paging.steps[0].href.as_deref(), Some("/search?q=tea#list"));
        assert!(Paging::new(&asked, 20, 20, "/search").steps.is_empty());
    }
}
