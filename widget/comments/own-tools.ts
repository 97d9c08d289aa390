import type { html } from 'lit';
import type { OwnTexts } from '../locales/en/own';
import { day, inWords, minute } from './span';
import type { Noting, OwnElement } from './thread';

/** A site gives no longer for changes of what is published. What waits has a year, and that is no news. */
const tellFrom = 7 * day;
/** Elements that are drawn anew within a minute. */
const ticking = new WeakSet<OwnElement>();

/** What the author of a comment can do with it, as long as that is possible; how long that is counts down. */
export function renderTools(element: OwnElement, lit: typeof html, texts: OwnTexts, noting: Noting) {
  const { comment, discussion, objecting } = element;
  const left = Date.parse(comment.own?.editableUntil ?? '') - Date.now();
  if (!(left > 0)) return;
  if (left <= tellFrom && !ticking.has(element)) {
    ticking.add(element);
    setTimeout(
      () => {
        ticking.delete(element);
        if (element.isConnected) element.requestUpdate();
      },
      Math.min(left, minute / 2),
    );
  }
  if (objecting) return;
  const { href } = new URL(comment.own?.link ?? '', discussion.client.server);
  const open = async () => {
    try {
      await (await import('./changing')).open(element, lit, noting);
    } catch {
      const { writeFailed } = discussion.texts;
      element.objecting = { render: () => lit`<p part="failure" role="alert">${writeFailed}</p>` };
    }
  };
  return lit`<button part="button change" type="button" class="link" @click=${open}>${texts.change}</button> <span part="left" class="muted">${left > tellFrom ? '' : texts.left(inWords(left, discussion.texts.language))}</span>
    <p part="private" class="muted"><a href=${href}>${texts.link}</a> ${texts.linkHint}</p>`;
}
