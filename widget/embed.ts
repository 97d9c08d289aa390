/** The script tag's entry: registers the elements, nothing else. A second script tag does no harm. */
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

// What is on the page is made in a task of its own: to read this file is enough for one.
await new Promise((resolve) => setTimeout(resolve));

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
