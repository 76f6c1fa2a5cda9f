// The text of a dump as its reader sees it, and marks in it.

/** The text of an element, whatever a highlighter has made of its lines. */
export function textOf(element) {
  return [...piecesOf(element)].map(([, text]) => text).join('');
}

/** The stretch of an element's text between two offsets. */
export function rangeOf(element, start, end) {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const [node, text] of piecesOf(element)) {
    if (at >= end) break;
    const after = at + text.length;
    if (node.nodeType === Node.TEXT_NODE && after > start) {
      if (!begun) range.setStart(node, Math.max(start - at, 0));
      range.setEnd(node, Math.min(end - at, text.length));
      begun = true;
    }
    at = after;
  }
  return begun ? range : undefined;
}

/** The texts in an element, and the line breaks that are elements. */
function* piecesOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let last = '\n';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeType === Node.TEXT_NODE ? node.data : lineBreak(node.localName, last);
    if (text === '') continue;
    yield [node, text];
    last = text;
  }
}

/** Some highlighters end a line with an element, others make each line one. */
function lineBreak(name, last) {
  if (name === 'br') return '\n';
  return /^(div|li|p|tr)$/.test(name) && !last.endsWith('\n') ? '\n' : '';
}

/** Marks a range, and gives back what takes the mark away. */
export function paint(range, name) {
  if (globalThis.Highlight && CSS.highlights) {
    const layer = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, layer);
    layer.add(range);
    return () => layer.delete(range);
  }
  const marks = textsOf(range).map(text => {
    const mark = document.createElement('mark');
    mark.className = name;
    text.replaceWith(mark);
    mark.append(text);
    return mark;
  });
  if (marks.length > 0) range.selectNodeContents(marks[0]);
  return () => marks.forEach(mark => mark.replaceWith(...mark.childNodes));
}

/** The texts that lie in a range, cut where it begins and ends. */
function textsOf(range) {
  const { startContainer: first, startOffset, endContainer: last, endOffset } = range;
  if (endOffset < last.length) last.splitText(endOffset);
  const begin = startOffset > 0 ? first.splitText(startOffset) : first;
  const end = first === last ? begin : last;
  const walker = document.createTreeWalker(range.commonAncestorContainer.parentNode ?? document, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node === begin || texts.length > 0) texts.push(node);
    if (node === end) break;
  }
  return texts;
}
