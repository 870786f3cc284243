//! Pages drawn and tagged, as PDF.

use std::num::NonZeroU16;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::text::TextDirection;

use crate::letters::LETTERS;
use crate::set::{Line, MARGIN, PAGE, What, pages};
use crate::{Attachment, Block, MAX_PAGES, Paper, PaperFault};

impl Paper {
    /// How many pages it has.
    #[must_use]
    pub fn pages(&self) -> usize {
        pages(&self.blocks).len()
    }

    /// The document, as PDF/UA-1.
    ///
    /// # Errors
    /// [`PaperFault`].
    pub fn pdf(&self) -> Result<Vec<u8>, PaperFault> {
        let not_written = |error: &dyn std::fmt::Debug| PaperFault::NotWritten(format!("{error:?}"));
        let mut configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
        if self.attachment.is_some() {
            configuration = configuration.with_archival_validator(Archival::A3_A);
        }
        let configuration = configuration.finish().map_err(|error| not_written(&error))?;
        let mut document =
            Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let mut tags = TagTree::new().with_lang(Some(self.language.clone()));
        let pages = pages(&self.blocks);
        if pages.len() > MAX_PAGES {
            return Err(PaperFault::TooLong);
        }
        let mut outline = Outline::new();
        let mut contents: Vec<Vec<Vec<Identifier>>> = self.blocks.iter().map(|_| Vec::new()).collect();
        for (number, lines) in pages.iter().enumerate() {
            let settings = PageSettings::from_wh(PAGE[0], PAGE[1]).expect("A4 has a size");
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for line in lines {
                let content = line.draw(&mut surface);
                let items = &mut contents[line.block];
                if let (true, Some(words)) = (items.is_empty(), heading(&self.blocks[line.block])) {
                    let place = XyzDestination::new(number, Point::from_xy(0.0, line.at[1]));
                    outline.push_child(OutlineNode::new(words, place));
                }
                items.resize_with(items.len().max(line.item + 1), Vec::new);
                items[line.item].push(content);
            }
            if !self.foot.is_empty() {
                self.draw_foot(&mut surface, number + 1, pages.len());
            }
            surface.finish();
            page.finish();
        }
        for (block, items) in self.blocks.iter().zip(contents).filter(|(_, items)| !items.is_empty()) {
            tags.push(group(block, items));
        }
        document.set_tag_tree(tags);
        document.set_outline(outline);
        let mut metadata =
            Metadata::new().title(LETTERS.printable(&self.title)).language(self.language.clone());
        if let Some(attachment) = &self.attachment {
            metadata = metadata.creation_date(date(attachment.made));
            document.embed_file(attachment.embedded()?).ok_or(PaperFault::Attachment)?;
        }
        document.set_metadata(metadata.creator("Tessera".to_owned()));
        document.finish().map_err(|error| not_written(&error))
    }

    /// What stands at the foot is no part of what is read aloud.
    fn draw_foot(&self, surface: &mut Surface<'_>, number: usize, of: usize) {
        surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let number = format!("{number} / {of}");
        let left = PAGE[0] - MARGIN - LETTERS.width(&number, FOOT_SIZE);
        let lines = LETTERS.lines(&self.foot, FOOT_SIZE, left - 2.0 * MARGIN);
        let words = match &lines[..] {
            [all] => all.clone(),
            [first, ..] => format!("{first} …"),
            [] => String::new(),
        };
        for (text, left) in [(words, MARGIN), (number, left)] {
            let at = Point::from_xy(left, PAGE[1] - MARGIN / 2.0);
            let font = LETTERS.font.clone();
            surface.draw_text(at, font, FOOT_SIZE, &text, false, TextDirection::LeftToRight);
        }
        surface.end_tagged();
    }
}

/// Size of the letters at the foot of a page.
const FOOT_SIZE: f32 = 8.0;

/// The words of a heading.
fn heading(block: &Block) -> Option<String> {
    match block {
        Block::Heading(words) | Block::Subheading(words) | Block::Entry(words) => {
            Some(LETTERS.printable(words))
        }
        _ => None,
    }
}

/// A block as readers of the structure meet it.
fn group(block: &Block, items: Vec<Vec<Identifier>>) -> TagGroup {
    let level = |level| Tag::Hn(NonZeroU16::new(level).expect("levels begin with 1"), heading(block)).into();
    let kind: TagKind = match block {
        Block::Heading(_) => level(1),
        Block::Subheading(_) => level(2),
        Block::Entry(_) => level(3),
        Block::Text(_) | Block::Fact(..) | Block::Small(_) => Tag::P.into(),
        Block::Squares(squares) => Tag::Figure(Some(squares.words.clone())).into(),
        Block::Items(_) => {
            let list = Tag::L(ListNumbering::Disc);
            let items = items.into_iter().map(|contents| {
                let body = with(TagGroup::new(Tag::LBody), contents);
                with(TagGroup::new(Tag::LI), [body])
            });
            return with(TagGroup::new(list), items);
        }
    };
    with(TagGroup::new(kind), items.into_iter().flatten())
}

fn with<N: Into<Node>>(mut group: TagGroup, inner: impl IntoIterator<Item = N>) -> TagGroup {
    inner.into_iter().for_each(|node| group.push(node));
    group
}

impl Attachment {
    fn embedded(&self) -> Result<EmbeddedFile, PaperFault> {
        Ok(EmbeddedFile {
            path: self.name.clone(),
            mime_type: Some(MimeType::new(&self.media_type).ok_or(PaperFault::Attachment)?),
            description: Some(self.words.clone()),
            association_kind: AssociationKind::Source,
            data: self.bytes.clone().into(),
            modification_date: Some(date(self.made)),
            // Programs that look for it without reading the document's tables expect it deflated.
            compress: Some(true),
            location: None,
        })
    }
}

fn date(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    let part = |part: i8| part.unsigned_abs();
    DateTime::new(at.year().unsigned_abs())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
}

impl Line<'_> {
    fn draw(&self, surface: &mut Surface<'_>) -> Identifier {
        let [left, top] = self.at;
        surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        match &self.what {
            What::Text(text, size) => {
                let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                // A space at the end of each line, or the last word and the next would be read as one.
                let text = format!("{text} ");
                let (at, font) = (Point::from_xy(left, top), LETTERS.font.clone());
                surface.draw_text(at, font, *size, &text, false, TextDirection::LeftToRight);
                surface.end_tagged();
                content
            }
            What::Squares(squares, side) => {
                let content = surface.start_tagged(ContentTag::Other);
                let one = side / squares.side as f32;
                let mut path = PathBuilder::new();
                for [row, column, length] in squares.runs() {
                    let [x, y] = [column, row].map(|at| at as f32 * one);
                    if let Some(rect) = Rect::from_xywh(left + x, top + y, length as f32 * one, one) {
                        path.push_rect(rect);
                    }
                }
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
                surface.end_tagged();
                content
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Squares;

    fn paper(blocks: Vec<Block>) -> Result<Vec<u8>, PaperFault> {
        Paper { title: "A page".to_owned(), language: "en".to_owned(), blocks, ..Paper::default() }.pdf()
    }

    #[test]
    fn all_blocks_make_an_accessible_document_and_the_same_one_always() {
        let squares = Squares { side: 2, dark: vec![true, false, false, true], words: "A code".to_owned() };
        let blocks = || {
            vec![
                Block::Heading("Οδηγία \u{6f22}".to_owned()),
                Block::Subheading("Что".to_owned()),
                Block::Entry("The first".to_owned()),
                Block::Text("One. ".repeat(200)),
                Block::Fact("What".to_owned(), "value".to_owned()),
                Block::Items(vec!["One".to_owned(), String::new(), "Three ".repeat(100)]),
                Block::Squares(squares.clone()),
                Block::Small("7".repeat(3000)),
                Block::Text(String::new()),
            ]
        };
        let pdf = paper(blocks()).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.len() < 100_000, "{}", pdf.len());
        assert_eq!(paper(blocks()).unwrap(), pdf);
    }

    #[test]
    fn foot_of_a_page_takes_no_room_from_what_stands_on_it() {
        let blocks = || vec![Block::Heading("A page".to_owned()), Block::Text("x ".repeat(9_000))];
        let [title, language] = ["A page", "en"].map(str::to_owned);
        let foot = "Käyttö \u{202e}\u{6f22} ".repeat(100);
        let footed = Paper { title, language, blocks: blocks(), foot, ..Paper::default() };
        assert!(footed.pages() > 1);
        assert_eq!(footed.pages(), Paper { blocks: blocks(), ..Paper::default() }.pages());
        assert!(footed.pdf().unwrap().len() > paper(blocks()).unwrap().len());
    }

    #[test]
    fn attachment_is_named_by_a_media_type() {
        let attached = |media_type: &str| {
            let made = Timestamp::UNIX_EPOCH;
            let bytes = b"<cv/>".to_vec();
            let [name, media_type, words] = ["attachment.xml", media_type, "A CV"].map(str::to_owned);
            let attachment = Some(Attachment { name, media_type, words, bytes, made });
            let blocks = vec![Block::Heading("A CV".to_owned())];
            let [title, language] = ["A CV", "en"].map(str::to_owned);
            Paper { title, language, blocks, attachment, ..Paper::default() }.pdf()
        };
        assert!(attached("text/xml").unwrap().windows(14).any(|name| name == b"attachment.xml"));
        assert_eq!(attached("an XML file"), Err(PaperFault::Attachment));
    }

    #[test]
    fn pages_break_where_they_are_full_and_are_not_endless() {
        let page_count = |count: usize| pages(&vec![Block::Text("x".to_owned()); count]).len();
        assert_eq!((page_count(1), page_count(38), page_count(39)), (1, 1, 2));
        assert_eq!(paper(vec![Block::Text("x".to_owned()); 38 * 51]), Err(PaperFault::TooLong));
    }
}
