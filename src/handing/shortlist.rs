//! A shortlist: services somebody put together, in their order. It holds ids and nothing else.

use crate::model::id::ServiceId;

/// The most services on a shortlist.
pub const MOST: usize = 20;

/// Services in order, none twice, at most [`MOST`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shortlist {
    ids: Vec<ServiceId>,
    /// How many were named that are no id at all.
    pub unreadable: usize,
    /// How many were named after the list was full.
    pub too_many: usize,
}

impl Shortlist {
    /// Reads ids as they stand in an address. What cannot be taken is counted, so that it can be said.
    pub fn read<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut list = Self::default();
        for text in texts {
            match text.parse() {
                Ok(id) => list.add(id),
                Err(_) => list.unreadable += 1,
            }
        }
        list
    }

    /// A list of these services.
    pub fn of(ids: impl IntoIterator<Item = ServiceId>) -> Self {
        let mut list = Self::default();
        ids.into_iter().for_each(|id| list.add(id));
        list
    }

    fn add(&mut self, id: ServiceId) {
        if self.ids.contains(&id) {
            return;
        }
        if self.ids.len() < MOST {
            self.ids.push(id);
        } else {
            self.too_many += 1;
        }
    }

    /// The services, in order.
    pub fn ids(&self) -> &[ServiceId] {
        &self.ids
    }

    /// Whether a service is on it.
    pub fn holds(&self, id: ServiceId) -> bool {
        self.ids.contains(&id)
    }

    /// The list with one more at its end.
    #[must_use]
    pub fn with(&self, id: ServiceId) -> Self {
        let mut list = self.clone();
        list.add(id);
        list
    }

    /// The list without one.
    #[must_use]
    pub fn without(&self, id: ServiceId) -> Self {
        Self::of(self.ids.iter().copied().filter(|one| *one != id))
    }

    /// The list with one moved a place up (`-1`) or down (`1`); as it is where there is no such place.
    #[must_use]
    pub fn moved(&self, id: ServiceId, by: isize) -> Self {
        let mut list = self.clone();
        let from = list.ids.iter().position(|one| *one == id);
        let to = from.and_then(|from| from.checked_add_signed(by)).filter(|to| *to < list.ids.len());
        if let (Some(from), Some(to)) = (from, to) {
            list.ids.swap(from, to);
        }
        list
    }

    /// The address of something made of this list: `/shortlist?s=…&s=…`.
    pub fn address(&self, path: &str) -> String {
        let pairs = self.ids.iter().map(|id| ("s", id.to_string()));
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> ServiceId {
        ServiceId(Uuid::from_u128(number))
    }

    #[test]
    fn an_address_reads_back_as_the_same_list() {
        let list = Shortlist::of([id(2), id(1), id(2)]);
        let address = list.address("/shortlist");
        assert_eq!(address.matches("s=").count(), 2);
        let read = Shortlist::read(address.split(['?', '&']).filter_map(|pair| pair.strip_prefix("s=")));
        assert_eq!(read, list);
        assert_eq!(Shortlist::default().address("/shortlist"), "/shortlist");
    }

    #[test]
    fn what_is_too_much_or_no_id_is_counted() {
        let many: Vec<String> = (0..23).map(|number| id(number).to_string()).chain(["x".to_owned(), String::new()]).collect();
        let list = Shortlist::read(many.iter().map(String::as_str));
        assert_eq!((list.ids().len(), list.too_many, list.unreadable), (MOST, 3, 2));
    }

    #[test]
    fn services_move_up_and_down_and_away() {
        let list = Shortlist::of([id(1), id(2), id(3)]);
        for (moved, order) in [
            (list.moved(id(2), -1), [2, 1, 3]),
            (list.moved(id(2), 1), [1, 3, 2]),
            (list.moved(id(1), -1), [1, 2, 3]),
            (list.moved(id(3), 1), [1, 2, 3]),
            (list.moved(id(9), 1), [1, 2, 3]),
        ] {
            assert_eq!(moved.ids(), order.map(id));
        }
        assert_eq!(list.without(id(2)).ids(), [id(1), id(3)]);
        assert!(list.with(id(4)).holds(id(4)) && !list.holds(id(4)));
    }
}
