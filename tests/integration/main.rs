//! What only the whole program can show. A new test goes where its subject is listed here.

/// Who may use whom, and where each outside crate may appear.
mod architecture;
