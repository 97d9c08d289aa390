import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Language, languages } from '../../../worker/contract/languages';
import type { Words } from '../../locales/en/desk';
import { load } from '../../locales/occasions';
import type { DeskProblem } from './desk-problem';

const storageKey = 'plausch-desk-language';
const hosts = new Set<ReactiveControllerHost>();
let current: Language;
let words: Words;
/** The language that was asked for last: what arrives later than another wish does not count. */
let wanted: Language;

/**
 * Loads what the desk says: in the language that was chosen in this browser, else in the browser's own, in English where
 * that does not arrive. Before that nothing can be shown. Throws where nothing arrives.
 */
export async function openLanguage(): Promise<void> {
  wanted = chosen() ?? preferred();
  await speak(wanted).catch(() => speak('en'));
}

/** Switches the desk's language and remembers it in this browser. Until the other has arrived the one before stays; throws where it does not arrive. */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language;
  await speak(language);
  if (current !== language) return;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that stores nothing keeps the language until the page is left.
  }
}

async function speak(language: Language): Promise<void> {
  const arrived = await load(language, 'desk');
  if (current !== undefined && language !== wanted) return;
  current = language;
  words = arrived;
  document.documentElement.lang = language;
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
    return words;
  }

  /** A problem as a sentence. */
  tell({ code }: Pick<DeskProblem, 'code'>): string {
    const { problems } = words;
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
    return known(localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  return known(navigator.language.toLowerCase().split('-')[0]) ?? 'en';
}

function known(tag: string | null | undefined): Language | undefined {
  return (Object.keys(languages) as Language[]).find((language) => language === tag);
}
