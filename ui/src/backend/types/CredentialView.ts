import type { Claim } from "./Claim";
import type { Image } from "./Image";
import type { Party } from "./Party";
import type { Subject } from "./Subject";
import type { Text } from "./Text";

export type CredentialView = { id: string | null, title: Text, description: Text, issuer: Party, subject: Subject, issued: string | null, valid_from: string | null, valid_until: string | null, claims: Array<Claim>, images: Array<Image>, languages: Array<string> };
