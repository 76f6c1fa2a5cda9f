// The look of the elements. Each colour is a custom property, so that a page can give its own.

export const STYLE = `
:host {
  --_ink: var(--unloop-ink, light-dark(#15201e, #e3eae7));
  --_soft: var(--unloop-ink-soft, light-dark(#4c5a57, #a3b3ae));
  --_ground: var(--unloop-ground, light-dark(#fdfdfb, #182125));
  --_sunken: var(--unloop-sunken, light-dark(#ebede8, #0c1215));
  --_line: var(--unloop-line, light-dark(#7b8a85, #728783));
  --_accent: var(--unloop-accent, light-dark(#0a5560, #76d3d6));
  --_accent-ink: var(--unloop-accent-ink, light-dark(#ffffff, #06181b));
  --_warn: var(--unloop-warn, light-dark(#744500, #ffce7a));
  display: block;
}
:host([hidden]), [hidden] { display: none !important; }
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
* { box-sizing: border-box; }
.box { color: var(--_ink); font: 0.9375rem/1.5 var(--unloop-font, system-ui, sans-serif); display: grid; gap: 0.75rem; padding: 1rem; border: 1px solid var(--_line); border-radius: 6px; background: var(--_ground); }
.over { outline: 3px dashed var(--_accent); outline-offset: -6px; }
label, h2, h3, h4 { margin: 0; font-weight: 600; }
h2 { font-size: 1.125rem; }
h3 { font-size: 1rem; }
h4 { font-size: 0.9375rem; }
p, ul { margin: 0; }
ul { padding: 0; list-style: none; display: grid; gap: 0.5rem; }
textarea, pre, code { font: 0.8125rem/1.45 var(--unloop-mono, ui-monospace, monospace); }
textarea { width: 100%; min-height: 9rem; padding: 0.5rem; resize: vertical; color: inherit; background: var(--_sunken); border: 1px solid var(--_line); border-radius: 4px; }
pre { margin: 0; padding: 0.5rem; overflow: auto; background: var(--_sunken); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
button { min-height: 2.75rem; padding: 0 0.9rem; font: inherit; cursor: pointer; color: var(--_accent); background: transparent; border: 1px solid currentColor; border-radius: 6px; }
button.main { color: var(--_accent-ink); background: var(--_accent); border-color: var(--_accent); }
:is(button, textarea, pre, summary):focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.answer, .cause, .command { display: grid; gap: 0.5rem; }
.answer { gap: 1rem; }
.typed { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: start; }
.typed pre { flex: 1 1 16rem; min-width: 0; min-height: 2.75rem; align-content: center; }
.soft, .status { color: var(--_soft); }
.changes { color: var(--_warn); font-weight: 600; }
mark { color: inherit; background: transparent; }
summary { cursor: pointer; min-height: 2.75rem; align-content: center; }
@media print { button, textarea, label { display: none; } }
`;

/** What is marked in a text of the page itself. */
export const MARKS = `
::highlight(unloop-for) { color: #1b1500; background-color: var(--unloop-mark, #ffe38c); }
::highlight(unloop-against) { color: #10203a; background-color: var(--unloop-mark-against, #d6e6fb); }
::highlight(unloop-current) { color: #1b1500; background-color: var(--unloop-mark-current, #ffcb2e); text-decoration: underline; }
mark.unloop-for { color: #1b1500; background-color: var(--unloop-mark, #ffe38c); }
mark.unloop-against { color: #10203a; background-color: var(--unloop-mark-against, #d6e6fb); }
`;
