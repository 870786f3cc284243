//! Pieces of a page made of foreign text: escaped, and kept from changing the direction of what is around.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vault::sha256_hex;

/// What is around the contents of every page: one file, which loads, runs, frames and sends nothing. Its one style is known by
/// its hash.
pub(crate) struct Shell<'a> {
    /// Not yet escaped.
    pub(crate) title: &'a str,
    pub(crate) style: &'static str,
    /// For which `color-scheme` the style is made.
    pub(crate) schemes: &'static str,
    /// Whether pictures that lie in the page may be drawn.
    pub(crate) has_pictures: bool,
}

impl Shell<'_> {
    /// The whole page around `body`, which is HTML.
    pub(crate) fn around(&self, body: &str) -> String {
        let Self { title, style, schemes, has_pictures } = self;
        let hash = hex::decode(sha256_hex(style.as_bytes())).expect("a hash in hexadecimal");
        let (title, hash) = (escape(title), STANDARD.encode(hash));
        let pictures = if *has_pictures { " img-src data:;" } else { "" };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}';\
             {pictures} base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"{schemes}\">\n\
             <title>{title}</title>\n<style>{style}</style>\n</head>\n\
             <body>\n<main>\n{body}</main>\n</body>\n</html>\n"
        )
    }
}

/// Text that can stand in an element or a quoted attribute. Control characters are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character if character.is_control() && character != '\n' => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// Text in an element of its own, whose marks of direction end with it.
pub(crate) fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// A table with a caption; the first cell of a row names it.
pub(crate) struct Table {
    head: String,
    rows: String,
}

impl Table {
    /// `class` is a name in the page's style, not foreign.
    pub(crate) fn new(class: &'static str, caption: &str, heads: &[String]) -> Self {
        let caption = escape(caption);
        let mut head = format!("<table class=\"{class}\">\n<caption>{caption}</caption>\n<thead><tr>");
        for name in heads {
            let _ = write!(head, "<th scope=\"col\">{}</th>", escape(name));
        }
        Self { head: head + "</tr></thead>\n<tbody>\n", rows: String::new() }
    }

    pub(crate) fn row(&mut self, cells: &[String]) {
        self.rows.push_str("<tr>");
        for (place, cell) in cells.iter().enumerate() {
            let cell = isolated(cell);
            let _ = match place {
                0 => write!(self.rows, "<th scope=\"row\">{cell}</th>"),
                _ => write!(self.rows, "<td>{cell}</td>"),
            };
        }
        self.rows.push_str("</tr>\n");
    }

    /// The table, or what is said when it has no row.
    pub(crate) fn or(self, nothing: &str) -> String {
        if self.rows.is_empty() {
            return format!("<p>{}</p>\n", escape(nothing));
        }
        let Self { head, rows } = self;
        format!("{head}{rows}</tbody>\n</table>\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let hostile = "</title><script>alert('1')</script>\" onload=\"x\u{0}\u{1b}[2J&";
        let escaped = escape(hostile);
        assert!(!escaped.contains(['<', '>', '"', '\'', '\u{0}', '\u{1b}']), "{escaped}");
        assert!(escaped.ends_with("[2J&amp;"));
    }

    #[test]
    fn page_allows_its_own_style_and_no_other() {
        let page = |has_pictures| {
            Shell { title: "</title>&", style: "p { margin: 0 }", schemes: "light", has_pictures }
                .around("<p>a</p>\n")
        };
        // printf 'p { margin: 0 }' | openssl dgst -sha256 -binary | base64
        let style = "style-src 'sha256-7IWhgxoOGTB5NQzjGk9OPt0FwhVeBvZGoWgF9xLLh8c=';";
        let policy = |pictures: &str| {
            format!("content=\"default-src 'none'; {style}{pictures} base-uri 'none'; form-action 'none'\"")
        };
        assert!(page(false).contains(&policy("")), "{}", page(false));
        assert!(page(true).contains(&policy(" img-src data:;")), "{}", page(true));
        assert!(page(false).contains("<style>p { margin: 0 }</style>"));
        assert!(
            page(false).contains("<title>&lt;/title&gt;&amp;</title>") && page(false).contains("<p>a</p>")
        );
    }

    #[test]
    fn first_cell_names_the_row_and_an_empty_table_says_so() {
        let mut table = Table::new("c", "C", &["A".into(), "B".into()]);
        table.row(&["<a>".into(), "b".into()]);
        let html = table.or("nothing");
        assert!(html.contains("<th scope=\"row\"><bdi>&lt;a&gt;</bdi></th><td><bdi>b</bdi></td>"), "{html}");
        assert_eq!(Table::new("c", "C", &[]).or("no <rows>"), "<p>no &lt;rows&gt;</p>\n");
    }
}
