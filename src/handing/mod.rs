//! Handing over: a shortlist, the sheet made of it, and the texts people send or write down.
//!
//! Pure: values and sentences in, sheet, text or picture out. It knows no person, keeps nothing and words nothing: every
//! sentence comes from the caller, in the language of the page. Start at [`sheet::Sheet`].

pub mod calendar;
pub mod code;
pub mod kept_plan;
pub mod qr;
pub mod sheet;
pub mod shortlist;
pub mod text_message;
pub mod texts;
