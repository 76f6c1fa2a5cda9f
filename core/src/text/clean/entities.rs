//! Characters as HTML spells them: `&lt;none&gt;`, `&nbsp;`, `&#39;`.

use super::super::Line;
use super::super::edit::Rewrite;

const NAMED: [(&str, &str); 14] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&hellip;", "..."),
    ("&ndash;", "-"),
    ("&mdash;", "--"),
    ("&ldquo;", "\""),
    ("&rdquo;", "\""),
    ("&lsquo;", "'"),
    ("&rsquo;", "'"),
    ("&Tab;", "\t"),
];
/// A text may have been escaped twice: `&amp;lt;`.
const LAYERS: usize = 2;

pub(super) fn clean(paste: &str, lines: &mut [Line<'_>]) {
    let bytes = paste.as_bytes();
    let spelled = NAMED.iter().any(|(name, _)| memchr::memmem::find(bytes, name.as_bytes()).is_some())
        || memchr::memmem::find(bytes, b"&#").is_some();
    if !spelled {
        return;
    }
    for line in lines {
        for _ in 0..LAYERS {
            if !line.text.contains('&') || !rewrite(line) {
                break;
            }
        }
    }
}

fn rewrite(line: &mut Line<'_>) -> bool {
    let text = line.text.as_ref();
    let mut rewrite = Rewrite::default();
    let mut kept = 0;
    for (at, _) in text.match_indices('&') {
        let Some((stands_for, length)) = text.get(at..).and_then(entity) else { continue };
        rewrite.keep(line, kept..at);
        rewrite.put(&stands_for, line.at(at..at + length));
        kept = at + length;
    }
    if kept == 0 {
        return false;
    }
    rewrite.keep(line, kept..text.len());
    *line = rewrite.finish(line, line.span);
    true
}

/// What the entity at the start of a text stands for, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    if let Some((name, plain)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some(((*plain).to_owned(), name.len()));
    }
    let end = text.get(..text.len().min(10)).unwrap_or(text).find(';')?;
    let digits = text.get(2..end).filter(|_| text.starts_with("&#"))?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let plain = match char::from_u32(code)? {
        '\u{a0}' => ' ',
        other if other.is_control() => return None,
        other => other,
    };
    Some((plain.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use crate::text::Source;

    #[test]
    fn entities_are_read_and_quoted_as_they_stand() {
        let paste = "Limits:&nbsp;&lt;none&gt; secret &quot;db&quot; &#39;x&#x27; &amp;lt; a&b &unknown; R&D";
        let source = Source::new(paste);
        let line = &source.lines[0];
        assert_eq!(line.text, "Limits: <none> secret \"db\" 'x' < a&b &unknown; R&D");
        let at = line.text.find("\"db\"").unwrap();
        assert_eq!(line.at(at..at + 4).of(paste), "&quot;db&quot;");
        let at = line.text.find("< a").unwrap();
        assert_eq!(line.at(at..at + 1).of(paste), "&amp;lt;");
    }
}
