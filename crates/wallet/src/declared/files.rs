//! Names of files: a learner's disk may call them anything.

use super::limits::MAX_NAME_CHARACTERS;

/// What a file is called: without folders, without what is not shown or turns the direction of writing, and not too
/// long. Its ending stays.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|letter| !is_hidden(*letter)).collect();
    let shown = shown.trim().trim_start_matches('.').trim_end_matches('.');
    if shown.is_empty() {
        return "file".to_owned();
    }
    if shown.chars().count() <= MAX_NAME_CHARACTERS {
        return shown.to_owned();
    }
    let (stem, ending) = match shown.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= MAX_ENDING_CHARACTERS => (stem, ending),
        _ => (shown, ""),
    };
    let stem: String = stem.chars().take(MAX_NAME_CHARACTERS - MAX_ENDING_CHARACTERS - 1).collect::<String>();
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

/// A name under which a file can be written on any disk and opened without running anything: letters, digits, `-` and
/// `_`, after a number that keeps names apart. An ending that is not known to be harmless is followed by `.bin`.
#[must_use]
pub fn plain_file_name(number: usize, name: &str) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= MAX_ENDING_CHARACTERS && is_plain(ending) => (stem, ending),
        _ => (name, ""),
    };
    let ending = ending.to_ascii_lowercase();
    let harmless = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    let stem: String = stem.chars().take(MAX_STEM_CHARACTERS).map(harmless).collect();
    let stem = if stem.is_empty() { "file".to_owned() } else { stem };
    match ending.as_str() {
        "" => format!("{number:02}-{stem}.bin"),
        ending if HARMLESS.contains(&ending) => format!("{number:02}-{stem}.{ending}"),
        ending => format!("{number:02}-{stem}.{ending}.bin"),
    }
}

fn is_plain(ending: &str) -> bool {
    !ending.is_empty() && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Control characters, and those that change the direction of what is around, so that `gpj.exe` reads as `exe.jpg`.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

const MAX_ENDING_CHARACTERS: usize = 8;

/// Most characters before the ending that are kept: each has up to four bytes, and disks take 255.
const MAX_STEM_CHARACTERS: usize = 50;

/// Endings of files that are shown and not run. HTML, SVG and XML are not among them: a browser runs what is in them.
const HARMLESS: &[&str] = &[
    "pdf", "png", "jpg", "jpeg", "webp", "gif", "heic", "tif", "tiff", "txt", "md", "csv", "json", "jsonld",
    "jwt", "docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf", "mp3", "m4a", "ogg", "wav", "flac", "mp4",
    "mov", "webm", "mkv", "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_of_a_file_has_no_folder_and_nothing_hidden() {
        for (name, expected) in [
            ("report.pdf", "report.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\report.pdf", "report.pdf"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", "bashrc"),
            ("exe\u{202e}fdp.exe", "exefdp.exe"),
            ("a\u{0}b\nc.txt", "abc.txt"),
            ("työtodistus ä.pdf", "työtodistus ä.pdf"),
        ] {
            assert_eq!(safe_name(name), expected, "{name:?}");
        }
        let long = safe_name(&format!("{}.pdf", "ä".repeat(5000)));
        assert!(long.ends_with(".pdf") && long.chars().count() <= MAX_NAME_CHARACTERS, "{long}");
        let endless = safe_name(&format!("a.{}", "b".repeat(5000)));
        assert!(endless.chars().count() <= MAX_NAME_CHARACTERS, "{endless}");
    }

    #[test]
    fn written_name_runs_nothing_and_leaves_no_folder() {
        for (name, expected) in [
            ("report.pdf", "01-report.pdf"),
            ("page.HTML", "01-page.html.bin"),
            ("logo.svg", "01-logo.svg.bin"),
            ("run.exe", "01-run.exe.bin"),
            ("con", "01-con.bin"),
            ("../x.pdf", "01----x.pdf"),
            ("a<b>.jpg", "01-a-b-.jpg"),
            ("report.pdf ", "01-report-pdf-.bin"),
            ("", "01-file.bin"),
        ] {
            assert_eq!(plain_file_name(1, name), expected, "{name:?}");
        }
        assert!(plain_file_name(1, &"\u{1f469}".repeat(500)).len() < 255);
        assert!(plain_file_name(1, &"漢".repeat(500)).len() < 255);
    }
}
