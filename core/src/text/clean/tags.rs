//! The tags of HTML around a text that was copied as the source of a page.

use super::super::edit::Rewrite;
use super::super::{Line, Pattern};

/// Placeholders such as `<none>` and `<pod>` are no tags.
static TAG: Pattern = Pattern::new(
    r#"(?i)</?(?:br|p|div|span|pre|code|b|i|strong|em|td|tr|th|table|tbody|thead|li|ul|ol|a|font|blockquote|h[1-6]|samp|kbd|tt|hr|body|html)(?:\s+[\w-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*/?>"#,
);
/// Fewer tags than this may be a part of a message.
const FEWEST: usize = 3;

pub(super) fn clean(lines: &mut Vec<Line<'_>>) {
    let ends = |line: &Line<'_>| ["</", "<br", "<BR"].iter().any(|end| line.text.contains(end));
    if !lines.iter().any(ends) {
        return;
    }
    let tagged = lines.iter().filter(|line| line.text.contains('<'));
    if tagged.take(1000).map(|line| TAG.find_all(&line.text).len()).sum::<usize>() < FEWEST {
        return;
    }
    let mut cleaned = Vec::with_capacity(lines.len());
    for line in std::mem::take(lines) {
        if line.text.contains('<') {
            without_tags(&line, &mut cleaned);
        } else {
            cleaned.push(line);
        }
    }
    *lines = cleaned;
}

/// Whether a line of the page ends at this tag.
fn ends_line(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    ["<br", "</p", "</div", "</tr", "</li", "<hr", "</h", "</pre", "</blockquote"]
        .iter()
        .any(|end| tag.starts_with(end))
}

fn without_tags<'a>(line: &Line<'a>, cleaned: &mut Vec<Line<'a>>) {
    let tags = TAG.find_all(&line.text);
    if tags.is_empty() {
        cleaned.push(line.clone());
        return;
    }
    let mut rewrite = Rewrite::default();
    let (mut kept, mut begin) = (0, line.span.start());
    for tag in tags {
        rewrite.keep(line, kept..tag.start);
        kept = tag.end;
        let text = line.text.get(tag.clone()).unwrap_or_default();
        let is_last = line.text.get(tag.end..).is_some_and(|rest| rest.trim().is_empty());
        if ends_line(text) && !is_last {
            let end = line.at(tag.end..tag.end).start();
            cleaned.push(std::mem::take(&mut rewrite).finish(line, (begin..end).into()));
            begin = end;
        } else if text.starts_with("</td") || text.starts_with("</th") {
            rewrite.put("  ", line.at(tag));
        }
    }
    rewrite.keep(line, kept..line.text.len());
    cleaned.push(rewrite.finish(line, (begin..line.span.end()).into()));
}

#[cfg(test)]
mod tests {
    use super::super::check;

    #[test]
    fn tags_go_and_lines_end_where_the_page_ended_them() {
        check(
            "<pre><code>Name: a<br>  Reason: &lt;none&gt;<br/>x</code></pre>",
            &["Name: a", "  Reason: <none>", "x"],
        );
        check("<p class=\"x\">Name: a</p>\n<p>b</p>", &["Name: a", "b"]);
    }

    #[test]
    fn placeholders_stay() {
        let line = "Limits: <none> grpc <pod>:9000 <a> <set to the key 'b' in secret 'c'>";
        check(line, &[line]);
    }
}
