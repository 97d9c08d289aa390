/** A page with all states of all elements, for eyes and for tests. What the server would answer it answers itself. */
import { answering } from './answers';
import { Reader } from './reader';
import type { State } from './state';
import { states } from './states';

const chosen = new URLSearchParams(location.search);
const asked = chosen.get('state');
const shown = states.filter(({ name, alone }) => (asked ? asked.split(',').includes(name) : !alone));
const root = document.documentElement;

root.lang = chosen.get('lang') || 'en';
root.dir = chosen.get('dir') || 'ltr';
root.dataset.scheme = chosen.get('scheme') || 'auto';
for (const select of document.querySelectorAll('select')) select.value = chosen.get(select.name) ?? select.value;

for (const key of Object.keys(localStorage)) if (key.startsWith('plausch ')) delete localStorage[key];
globalThis.fetch = answering(states);

const elements = shown.map(draw);
// What is on a page of its own is only led to.
for (const state of asked ? [] : states.filter(({ alone }) => alone))
  document.querySelector('main')?.append(headingOf(state));
// The widget itself comes as on any page, after there is somebody to answer.
for (const src of ['/embed.js', '/latest.js'])
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src }));
await Promise.all(elements.map(reach));
// Somebody presses one thing after the other, and each takes the focus along.
for (const [at, element] of elements.entries()) {
  // Where it comes to no end, one sees with which.
  root.dataset.at = shown[at]?.name;
  await shown[at]?.act?.(new Reader(element));
}
await Promise.all(elements.map((element) => new Reader(element).orders()));
(document.activeElement as HTMLElement | null)?.blur();
scrollTo(0, 0);
root.dataset.ready = '';

/** What a state is called, which leads to it alone, and what is to be seen there. */
function headingOf({ name, what }: State): HTMLElement {
  const heading = document.createElement('h1');
  const link = document.createElement('a');
  const query = new URLSearchParams(chosen);
  query.set('state', name);
  link.href = `?${query}`;
  link.textContent = name;
  heading.append(link, ` ${what}`);
  return heading;
}

function draw(state: State): HTMLElement {
  const { name, element: tag = 'plausch-comments', attributes = {}, own } = state;
  if (own) localStorage[`plausch ${name}.example token`] = '"token"';
  const element = document.createElement(tag);
  const theme = chosen.get('theme');
  const avatars = chosen.get('avatars');
  const all = {
    site: `${name}.example`,
    thread: '/',
    ...(theme && { theme }),
    ...(avatars && { avatars }),
    ...attributes,
  };
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value);
  const section = document.createElement('section');
  section.id = name;
  const place = document.createElement('div');
  const width = chosen.get('width');
  if (width) place.style.width = `${width}px`;
  place.append(element);
  section.append(headingOf(state), place);
  document.querySelector('main')?.append(section);
  return element;
}

/** Until an element has come as far as it comes by itself. */
function reach(element: HTMLElement, at: number): Promise<unknown> | undefined {
  if (shown[at]?.waits) return;
  if (element.localName !== 'plausch-comments') return new Reader(element).reads();
  return new Promise((resolve) => {
    for (const event of ['plausch-load', 'plausch-error']) element.addEventListener(event, resolve, { once: true });
  });
}
