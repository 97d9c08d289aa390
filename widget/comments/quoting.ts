/** Characters of a quotation: longer ones are cut, so that an answer stays one. */
const longest = 1000;

/** What is selected within a thread; the way that browsers know that look into shadow trees, and the ways of those before them. */
function rangeIn(root: ShadowRoot): Range | undefined {
  const selection = document.getSelection() as
    | (Selection & { getComposedRanges?(options: { shadowRoots: ShadowRoot[] }): StaticRange[] })
    | null;
  const own = (root as ShadowRoot & { getSelection?(): Selection | null }).getSelection?.() ?? selection;
  const found =
    selection?.getComposedRanges?.({ shadowRoots: [root] })[0] ?? (own?.rangeCount ? own.getRangeAt(0) : undefined);
  if (!found || found.collapsed || !root.contains(found.startContainer)) return undefined;
  const range = document.createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range;
}

/** What is selected in one comment's text, and the row of that comment; undefined where it is more, or nothing. */
export function selectedIn(root: ShadowRoot): { row: Element; text: string } | undefined {
  const range = rangeIn(root);
  const start = range?.startContainer;
  const body = (start instanceof Element ? start : start?.parentElement)?.closest('[part=body]');
  const row = body?.closest('[role=listitem]');
  if (!range || !body || !row) return undefined;
  if (!body.contains(range.endContainer)) {
    // Three presses select a paragraph, and the place where the next thing begins.
    const beyond = range.cloneRange();
    beyond.setStartAfter(body);
    if (beyond.toString().trim()) return undefined;
    range.setEnd(body, body.childNodes.length);
  }
  const text = textOf(range.cloneContents());
  return text ? { row, text } : undefined;
}

/** What stands in a part of a comment, with an empty line between its paragraphs. */
function textOf(part: DocumentFragment): string {
  for (const line of part.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of part.querySelectorAll('p, pre, blockquote, ul, ol')) block.append('\n\n');
  for (const item of part.querySelectorAll('li')) item.append('\n');
  return (part.textContent ?? '')
    .replace(/[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** As a quotation in Markdown; too long a text is cut after a word. */
export function quote(text: string): string {
  const characters = [...text];
  const short =
    characters.length > longest
      ? `${characters
          .slice(0, longest)
          .join('')
          .replace(/\s+\S*$/, '')} …`
      : text;
  return `${short
    .split('\n')
    .map((line) => (line ? `> ${line}` : '>'))
    .join('\n')}\n\n`;
}
