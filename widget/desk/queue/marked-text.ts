import { render } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { compareWords } from './words-changed';

/** A comment's HTML with what its author has changed: what is new as `ins`, what was taken out as `del`. */
export function markChanges(before: string, after: string): DocumentFragment {
  const content = parse(after);
  const texts = textsOf(content);
  const words = compareWords(
    textsOf(parse(before)).flatMap((node) => split(node.data)),
    texts.flatMap((node) => split(node.data)),
  );
  let next = 0;
  for (const node of texts) {
    const parts: (Node | string)[] = [];
    for (let left = split(node.data).length; left > 0 || words[next]?.kind === 'old'; next += 1) {
      const { kind, word } = words[next] ?? { kind: 'same', word: '' };
      if (kind !== 'old') left -= 1;
      add(parts, kind, word);
    }
    node.replaceWith(...parts);
  }
  // What was taken out where no text is left.
  const rest: (Node | string)[] = [];
  for (const { kind, word } of words.slice(next)) add(rest, kind, word);
  content.append(...rest);
  return content;
}

/** Lit has the page's leave to make nodes of what the server sends. */
function parse(html: string): DocumentFragment {
  const content = document.createDocumentFragment();
  render(unsafeHTML(html), content);
  return content;
}

/** The texts with anything in them, in their order. */
function textsOf(content: DocumentFragment): Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts.filter(({ data }) => data.trim());
}

/** Words with the spaces around them, so that nothing is lost between them. */
const split = (text: string): string[] => text.match(/\s*\S+(?:\s+$)?/g) ?? [];

/** Adds a word; it goes into the mark before it where that is of the same kind. */
function add(parts: (Node | string)[], kind: 'same' | 'new' | 'old', word: string): void {
  const name = { same: '', new: 'INS', old: 'DEL' }[kind];
  const last = parts.at(-1);
  if (!name) parts.push(word);
  else if (last instanceof Element && last.tagName === name) last.append(word);
  else {
    const mark = document.createElement(name);
    mark.append(word);
    parts.push(mark);
  }
}
