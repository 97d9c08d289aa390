import type { LitElement, ReactiveController } from 'lit';
import type { Language } from '../../../worker/contract/languages';
import type { MovingTexts } from '../../locales/en/moving';
import { load } from '../../locales/occasions';
import type { LanguageController } from '../ground/language';

/** The words of this view in the desk's language, which come with it. */
export class MovingWords implements ReactiveController {
  /** undefined: they are not there yet. */
  words: MovingTexts | undefined;
  readonly #host: LitElement;
  readonly #language: LanguageController;
  #asked: Language | undefined;

  constructor(host: LitElement, language: LanguageController) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  hostUpdate(): void {
    const { language } = this.#language;
    if (this.#asked === language) return;
    this.#asked = language;
    load(language, 'moving')
      .then((words) => {
        if (this.#asked !== language) return;
        this.words = words;
        this.#host.requestUpdate();
      })
      // The others stay; the next rendering asks again.
      .catch(() => {
        this.#asked = undefined;
      });
  }
}
