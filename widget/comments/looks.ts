import type { html } from 'lit';
import type { Fitted } from './thread';

/** The themes beside the plain one: a file each, which nobody loads who does not see it. */
const themes: Record<string, () => Promise<{ default: string }>> = {
  card: () => import('./themes/card.css'),
  dense: () => import('./themes/dense.css'),
  large: () => import('./themes/large.css'),
};
const sheets = new Map<string, Promise<CSSStyleSheet>>();

/**
 * Gives a thread what its attributes `theme` and `avatars` name; words that name nothing do nothing. What a file of it does not arrive for
 * is left out. Each rule says itself of which theme it is, so that none has to be taken back.
 */
export async function dress(thread: Fitted, lit: typeof html | undefined): Promise<void> {
  const words = thread.getAttribute('theme')?.split(/\s+/) ?? [];
  const chosen = Object.keys(themes).filter((name) => words.includes(name));
  await Promise.allSettled([...chosen.map((name) => adopt(thread, name)), ...(lit ? [draw(thread, lit)] : [])]);
}

async function adopt({ renderRoot }: Fitted, name: string): Promise<void> {
  const sheet = await (sheets.get(name) ?? load(name));
  const { adoptedStyleSheets } = renderRoot as ShadowRoot;
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** Loads the rules of a theme, once a page; after it did not arrive, again. */
function load(name: string): Promise<CSSStyleSheet> {
  const loading = (async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync((await themes[name]?.())?.default ?? '');
    return sheet;
  })();
  sheets.set(name, loading);
  loading.catch(() => sheets.delete(name));
  return loading;
}

/** By what kind authors are drawn now. */
const drawn = new WeakMap<Fitted, string | null>();

async function draw(thread: Fitted, lit: typeof html): Promise<void> {
  const kind = thread.getAttribute('avatars');
  if (kind === (drawn.get(thread) ?? null)) return;
  drawn.set(thread, kind);
  const avatar = kind ? (await import('./avatars')).avatarFor(thread, kind, lit) : undefined;
  if (kind !== drawn.get(thread)) return;
  thread.avatar = avatar;
  // All comments are drawn anew.
  if (thread.texts) thread.texts = { ...thread.texts };
}
