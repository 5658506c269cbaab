//! The one opening-hours function: badge, filter, print and API all ask here.
