//! Passing a service on: the short address of its page, and an e-mail in the sharer's own program. Nothing is sent from here.

use crate::{handing::texts, model::service::Service, server::languages::L, web::saying::Saying};

/// What is passed on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// The page's address, without anything that was looked for.
    pub(super) address: String,
    /// A `mailto:` link with the line to read out and the address. The subject is neutral where the service is of a sensitive kind.
    pub(super) mail: String,
}

impl Share {
    pub(super) fn of(l: &L, service: &Service, saying: &Saying, address: String) -> Self {
        let subject = if service.sensitive { l.t("service-title-neutral").into_owned() } else { service.name.clone() };
        let mail = texts::mailto(&subject, &format!("{}\n\n{address}", saying.read_out));
        Self { address, mail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::samples;
    use jiff::civil::date;

    #[test]
    fn an_e_mail_says_what_is_read_out_and_its_subject_gives_nothing_away() {
        for (number, subject) in
            [(samples::ORDINARY, "Steady%20On%3A%20strength%20and%20balance"), (samples::SENSITIVE, "Service%20details")]
        {
            let (l, service) = (L::english(), samples::listing(samples::id(number)).unwrap().service);
            let saying = Saying::of_service(&l, &service, date(2026, 11, 22));
            let share = Share::of(&l, &service, &saying, "https://find.example/service/1".to_owned());
            assert!(share.mail.starts_with(&format!("mailto:?subject={subject}&body=")), "{}", share.mail);
            assert!(share.mail.ends_with("%0D%0A%0D%0Ahttps%3A%2F%2Ffind.example%2Fservice%2F1"), "{}", share.mail);
            assert!(!share.mail.contains("Alcester") || number == samples::ORDINARY);
        }
    }
}
