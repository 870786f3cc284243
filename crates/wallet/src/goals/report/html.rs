//! Pieces of a page made of foreign text: escaped, and kept from changing the direction of what is around.

use std::fmt::Write as _;

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
    fn first_cell_names_the_row_and_an_empty_table_says_so() {
        let mut table = Table::new("c", "C", &["A".into(), "B".into()]);
        table.row(&["<a>".into(), "b".into()]);
        let html = table.or("nothing");
        assert!(html.contains("<th scope=\"row\"><bdi>&lt;a&gt;</bdi></th><td><bdi>b</bdi></td>"), "{html}");
        assert_eq!(Table::new("c", "C", &[]).or("no <rows>"), "<p>no &lt;rows&gt;</p>\n");
    }
}
