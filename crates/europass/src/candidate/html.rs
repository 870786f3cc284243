//! The little HTML that long texts of the CV are: paragraphs and lists. Everything from a credential is text in it.

/// Paragraphs and lists, each left out when it is empty.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// A paragraph for each blank line, with the line breaks kept.
    pub(super) fn paragraphs(&mut self, text: &str) {
        for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            let lines: Vec<_> = paragraph.lines().map(|line| escape(line.trim())).collect();
            self.0.push_str(&format!("<p>{}</p>", lines.join("<br>")));
        }
    }

    pub(super) fn list(&mut self, items: &[String]) {
        let items: Vec<_> = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()).collect();
        if items.is_empty() {
            return;
        }
        self.0.push_str("<ul>");
        for item in items {
            self.0.push_str(&format!("<li>{}</li>", escape(item)));
        }
        self.0.push_str("</ul>");
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
