//! Pictures of the certificate, carried as base64.

use serde_json::Value;

use super::index::id_of;
use super::language;
use super::node::{Object, sole_string};
use super::reader::Reader;
use crate::limits::MAX_IMAGES;
use crate::profile::picture::media_type;
use crate::view::Image;

/// The pages that `display` carries, in order.
///
/// Looks at no more than [`MAX_IMAGES`] pictures. Left out is one of more than
/// [`MAX_IMAGE_BYTES`](crate::limits::MAX_IMAGE_BYTES), and
/// what is neither PNG nor JPEG by its first bytes.
pub(super) fn pages<'a>(reader: &mut Reader<'a>, display: &'a Object) -> Vec<Image> {
    let mut images = Vec::new();
    let mut looked_at = 0;
    for individual in reader.follow(display, "individualDisplay") {
        let language = reader.values(individual, "language").first().and_then(id_of).map(language::tag);
        for (position, detail) in (1_u32..).zip(reader.follow(individual, "displayDetail")) {
            let picture = reader.first(detail, "image").and_then(|image| sole_string(image.get("content")));
            let Some(content) = picture else { continue };
            if looked_at == MAX_IMAGES {
                return images;
            }
            looked_at += 1;
            images.extend(media_type(content).map(|media_type| Image {
                language: language.clone(),
                page: page_number(detail).unwrap_or(position),
                media_type: media_type.to_owned(),
                base64: content.to_owned(),
            }));
        }
    }
    images
}

fn page_number(detail: &Object) -> Option<u32> {
    let page = detail.get("page").and_then(Value::as_u64)?;
    u32::try_from(page).ok().filter(|page| *page > 0)
}
