//! Audiences: who a service is for. A closed list, so that a filter can be offered for each.

use crate::model::sector::words;

words!(
    /// A group of people a service is meant for.
    Audience {
        /// Open to all.
        Everyone = "everyone", "Everyone";
        /// Adults of working age and over.
        Adults = "adults", "Adults";
        /// Older people.
        OlderPeople = "older-people", "Older people";
        /// Children.
        Children = "children", "Children";
        /// Young people.
        YoungPeople = "young-people", "Young people";
        /// Parents and families.
        Parents = "parents", "Parents and families";
        /// People expecting or with a new baby.
        NewParents = "new-parents", "New and expectant parents";
        /// Unpaid carers.
        Carers = "carers", "Unpaid carers";
        /// Carers who are children.
        YoungCarers = "young-carers", "Young carers";
        /// Women.
        Women = "women", "Women";
        /// Men.
        Men = "men", "Men";
        /// Disabled people.
        DisabledPeople = "disabled-people", "Disabled people";
        /// People with a learning disability.
        LearningDisability = "learning-disability", "People with a learning disability";
        /// Autistic people.
        AutisticPeople = "autistic-people", "Autistic people";
        /// Deaf and hard of hearing people.
        DeafPeople = "deaf-people", "Deaf and hard of hearing people";
        /// People with sight loss.
        SightLoss = "sight-loss", "People with sight loss";
        /// Veterans and their families.
        Veterans = "veterans", "Veterans and their families";
        /// Refugees and people seeking asylum.
        Refugees = "refugees", "Refugees and people seeking asylum";
        /// LGBT+ people.
        Lgbt = "lgbt", "LGBT+ people";
        /// People who are homeless.
        HomelessPeople = "homeless-people", "People who are homeless";
        /// Care leavers.
        CareLeavers = "care-leavers", "Care leavers";
        /// Students.
        Students = "students", "Students";
        /// People from ethnic minorities.
        EthnicMinorities = "ethnic-minorities", "People from ethnic minorities";
        /// People leaving prison.
        PrisonLeavers = "prison-leavers", "People leaving prison";
        /// Survivors of abuse.
        SurvivorsOfAbuse = "survivors-of-abuse", "Survivors of abuse";
    }
);
