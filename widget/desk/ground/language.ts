import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../../../worker/contract/fields';
import { locales } from '../locales';
import type { Words } from '../locales/en';
import type { DeskProblem } from './desk-problem';

const storageKey = 'plausch-desk-language';
const hosts = new Set<ReactiveControllerHost>();
let current: Language = chosen() ?? preferred();
document.documentElement.lang = current;

/** Switches the desk's language and remembers it in this browser. */
export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that stores nothing keeps the language until the page is left.
  }
  for (const host of hosts) host.requestUpdate();
}

/** Gives an element the desk's language, and renders it again when that changes. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get language(): Language {
    return current;
  }

  get words(): Words {
    return locales[current];
  }

  /** A problem as a sentence. */
  tell({ code }: DeskProblem): string {
    const { problems } = locales[current];
    return problems[code] ?? problems.internal ?? '';
  }

  hostConnected(): void {
    hosts.add(this.#host);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }
}

function chosen(): Language | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'de' || stored === 'en' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
}
