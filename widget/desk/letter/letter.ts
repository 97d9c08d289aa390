/** The view for whoever answers a letter: it comes when it is opened. */

import { DeskKnown } from './desk-known';
import { DeskLetter } from './desk-letter';

const elements: Record<string, CustomElementConstructor> = { 'desk-known': DeskKnown, 'desk-letter': DeskLetter };
for (const [name, element] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, element);
