import type { LitElement, ReactiveController } from 'lit';
import type { Language } from '../../../worker/contract/languages';
import { load, type Occasions } from '../../locales/occasions';
import type { LanguageController } from './language';

/** The words of a view in the desk's language that are no part of the desk's own: they come with it. */
export class OccasionWords<Occasion extends keyof Occasions> implements ReactiveController {
  /** undefined: they are not there yet. */
  words: Occasions[Occasion] | undefined;
  readonly #host: LitElement;
  readonly #language: LanguageController;
  readonly #occasion: Occasion;
  #asked: Language | undefined;

  constructor(host: LitElement, language: LanguageController, occasion: Occasion) {
    this.#host = host;
    this.#language = language;
    this.#occasion = occasion;
    host.addController(this);
  }

  hostUpdate(): void {
    const { language } = this.#language;
    if (this.#asked === language) return;
    this.#asked = language;
    load(language, this.#occasion)
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
