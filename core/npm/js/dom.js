// Small helpers for building elements. Nothing here reads HTML, so nothing in a paste can become an element.

/** Makes an element: `h('p', { class: 'why', onclick: act }, 'text', h('b', {}, 'more'))`. Empty children are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false && child !== ''));
  return element;
}

let sheets;

/** What all elements look like; constructed, because strict policies forbid written-in styles. */
export function styled(root, css) {
  sheets ??= new Map();
  if (!sheets.has(css)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  const sheet = sheets.get(css);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Where there are no elements, on a server, there is nothing to extend either. */
export const Element = globalThis.HTMLElement ?? class {};

/** Gives a property that was set before the element was defined to the element's own. */
export function upgrade(element, ...names) {
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}

/** Tells the page. */
export function tell(element, name, detail) {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
