import type { CredentialView } from "../../backend/types/CredentialView";
import type { Image } from "../../backend/types/Image";
import { reading } from "../../words/reading.svelte";
import { mainClaim } from "./facts";

/** A page of the certificate that may be shown. */
export type Page = { readonly image: Image; readonly source: string };

/** A picture in a credential, and what it is a picture of. */
export type Picture = Page & { readonly of: "page" | "badge" | "provider" };

/** Every picture that may be shown: the badge, the pages of the certificate, the provider. */
export function pictures(view: CredentialView, preferred: readonly string[] = reading.languages): Picture[] {
  const shown = (images: readonly (Image | null | undefined)[], of: Picture["of"]) =>
    pages(images.filter((image) => !!image), preferred).map((page) => ({ ...page, of }));
  return [...shown([mainClaim(view)?.image], "badge"), ...shown(view.images, "page"), ...shown([view.issuer.image], "provider")];
}

/**
 * The pages that are PNG or JPEG as base64, those in the reader's languages first, then English; within a
 * language by page. Anything else is left out, so that nothing foreign is ever interpreted or fetched.
 */
export function pages(images: readonly Image[], preferred: readonly string[] = reading.languages): Page[] {
  const wanted = [...preferred, "en"].map((tag) => tag.toLowerCase().split("-")[0]);
  const rank = ({ language }: Image) => {
    const at = wanted.indexOf(language?.toLowerCase().split("-")[0]);
    return at === -1 ? wanted.length : at;
  };
  return images
    .filter((image) => SHOWN.has(image.media_type) && BASE64.test(image.base64))
    .toSorted((a, b) => rank(a) - rank(b) || a.page - b.page)
    .map((image) => ({ image, source: `data:${image.media_type};base64,${image.base64}` }));
}

const SHOWN = new Set(["image/png", "image/jpeg"]);
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
