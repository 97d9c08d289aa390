import { AtHand } from './at-hand';
import { Folding } from './folding';
import { Jumping } from './jumping';
import type { Thread } from './thread';
import styles from './tools.css';
import { textsFor } from './voice';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Gives a thread what helps whoever reads on. Throws where the texts do not arrive. */
export async function offerTools(thread: Thread): Promise<void> {
  const texts = await textsFor(thread, 'tools');
  (thread.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet);
  new Jumping(thread, texts);
  new Folding(thread, texts);
  new AtHand(thread, texts);
}
