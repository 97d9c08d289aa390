/** The script tag's entry: registers the elements, nothing else. A second script tag does no harm. */
import { pause } from './comments/pausing';
import { PlauschComment } from './comments/plausch-comment';
import { PlauschComments } from './comments/plausch-comments';
import { PlauschComposer } from './comments/plausch-composer';
import { PlauschCount } from './comments/plausch-count';

const elements = {
  'plausch-comment': PlauschComment,
  'plausch-composer': PlauschComposer,
  'plausch-comments': PlauschComments,
  'plausch-count': PlauschCount,
};

for (const [name, element] of Object.entries(elements)) {
  // What is on the page is made in tasks of their own: to read this file is enough for one.
  await pause();
  if (!customElements.get(name)) customElements.define(name, element);
}
