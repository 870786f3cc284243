export type ProfileId = "edc";
