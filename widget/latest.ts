/** The entry of a script tag of its own: registers `<plausch-latest>`, which pages without comments can have, too. */
import { PlauschLatest } from './comments/plausch-latest';

if (!customElements.get('plausch-latest')) customElements.define('plausch-latest', PlauschLatest);
