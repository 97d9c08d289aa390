import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult, unsafeCSS } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { LinkHolder, Session } from '../../worker/contract/desk';
import { type Language, languages } from '../../worker/contract/languages';
import { callAccount, endSession, knowsPasskeys } from './ground/account-client';
import { controls } from './ground/controls';
import { DeskClient } from './ground/desk-client';
import { DeskProblem } from './ground/desk-problem';
import { clearDrafts } from './ground/drafts';
import type { WaitingEvent } from './ground/events';
import { focusIsLost } from './ground/focus';
import { LanguageController, setLanguage } from './ground/language';
import { isHere, signedOut } from './ground/notices';
import {
  dropLink,
  queueOf,
  type Route,
  readLink,
  readRoute,
  replaceRoute,
  type View,
  views,
  writeRoute,
} from './ground/router';
import { anythingUnsaved, mayLeave } from './ground/unsaved';
import text from './plausch-desk.css';
import type { Untold } from './queue/desk-queue';
import { sentenceOf } from './queue/queue-message';
import type { DeskSignIn, SignedOut } from './sign-in/desk-sign-in';
import { WaitingController } from './waiting-controller';

/** Who is at the desk, as far as it is known. */
type Desk =
  | { kind: 'opening' }
  | { kind: 'failed'; problem: DeskProblem }
  | { kind: 'signed-out'; why: SignedOut }
  /** The address has a link. `current`: who is signed in meanwhile. */
  | { kind: 'asked'; link: string; holder: LinkHolder; current: Session | undefined }
  | { kind: 'signed-in'; session: Session };

const logo = svg`<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z" /></svg>`;

/** @summary The desk: signs a moderator in, and shows the view that the address names. */
export class PlauschDesk extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @state() private desk: Desk = { kind: 'opening' };
  @state() private route: Route | undefined = undefined;
  /** Whoever does not want a passkey is asked again when the page is opened the next time. */
  @state() private unasked = false;

  readonly #language = new LanguageController(this);
  readonly #waiting = new WaitingController(this);
  #client: DeskClient | undefined;
  /** Whose session has ended with something unsaved: their view stays behind the sign-in until they are back. */
  #behind: Session | undefined;
  /** Whether the first view has been there: from then on the focus is where the person has put it. */
  #begun = false;
  @state() private menu = false;
  /** The language that was chosen did not arrive. */
  @state() private unspoken = false;
  /** What became of something that was left to itself, and where it is. */
  @state() private untold: Untold | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#handleHashChange);
    addEventListener('beforeunload', this.#handleUnload);
    document.addEventListener('visibilitychange', this.#handleVisible);
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#handleHashChange);
    removeEventListener('beforeunload', this.#handleUnload);
    document.removeEventListener('visibilitychange', this.#handleVisible);
  }

  protected override willUpdate(): void {
    const { route } = this;
    const open = this.desk.kind === 'signed-in' && this.#place !== undefined;
    this.#waiting.watch(route && open ? this.#clientFor(route.site) : undefined);
  }

  protected override updated(changed: PropertyValues): void {
    document.title = [this.#title(), 'Plausch'].filter(Boolean).join(' · ');
    if (this.desk.kind === 'opening') return;
    if (this.#begun && (changed.has('desk') || changed.has('route') || changed.has('unasked'))) void this.#keepFocus();
    this.#begun = true;
  }

  protected override render() {
    const { desk } = this;
    const signedIn = desk.kind === 'signed-in' ? desk.session : undefined;
    const session = this.#session;
    if (!session) return this.#renderFront();
    return html`${signedIn ? this.#renderTop(signedIn) : this.#renderFront()}
      <main ?hidden=${!signedIn} tabindex="-1" @plausch-passkeys-change=${this.#handlePasskeys}>
        ${this.#renderUntold()} ${this.#renderSuggestion(session)} ${keyed(session.account, this.#renderView(session))}
      </main>`;
  }

  /** What is shown to whoever is not signed in, or not yet. */
  #renderFront() {
    const { words } = this.#language;
    const { desk } = this;
    switch (desk.kind) {
      case 'failed':
        return html`<main class="plain" tabindex="-1">
          <p role="alert">${words.problems[desk.problem.code] ?? words.problems.internal}</p>
          <button @click=${this.#handleRetry}>${words.retry}</button>
        </main>`;
      case 'signed-out':
        return html`<main tabindex="-1"><desk-sign-in .why=${desk.why} .unsaved=${this.#behind !== undefined} @plausch-signed-in=${this.#handleSignedIn}>${this.#renderLanguages()}</desk-sign-in></main>`;
      case 'asked':
        return html`<main tabindex="-1">
          <desk-link
            .holder=${desk.holder}
            .current=${desk.current?.name}
            @plausch-use=${() => this.#use(desk.link)}
            @plausch-leave=${() => desk.current && this.#enter(desk.current)}
            >${this.#renderLanguages()}</desk-link
          >
        </main>`;
      default:
        return nothing;
    }
  }

  #renderTop({ sites, name }: Session) {
    const { words } = this.#language;
    return html`<header class="top">
      <a class="skip" href="#" @click=${this.#handleSkip}>${words.skip}</a>
      <div class="bar">
        <div class="brand">${logo}${this.#renderSites(sites)}</div>
        ${this.#renderNavigation()}
        <div class="person">
          ${this.#renderLanguages()}
          ${
            this.route
              ? html`<a class="profile" href=${writeRoute({ site: this.route.site, view: 'profile' })} title=${words.profile.title}>${name}</a>`
              : nothing
          }
          <button class="quiet sign-out" title=${words.signedInAs(name)} @click=${this.#handleSignOut}>${words.signOut}</button>
        </div>
      </div>
    </header>`;
  }

  /** What did not work out where nobody was any more to hear it, with the way there. */
  #renderUntold() {
    const { words } = this.#language;
    const { untold } = this;
    if (!untold) return nothing;
    return html`<p class="suggestion untold" role="alert">
      <span>${sentenceOf(untold.message, this.#language)} <a href=${writeRoute(untold.place)} @click=${this.#handleTold}>${words.toQueue}</a></span>
      <button class="quiet" aria-label=${words.dismiss} title=${words.dismiss} @click=${this.#handleTold}>✕</button>
    </p>`;
  }

  /** Whoever came with a link has no other way back in. */
  #renderSuggestion({ passkeys }: Session) {
    const { words } = this.#language;
    const { route } = this;
    if (passkeys > 0 || !route || route.view === 'profile' || !knowsPasskeys() || this.unasked) return nothing;
    return html`<p class="suggestion">
      <span>
        ${words.profile.suggest} <a href=${writeRoute({ site: route.site, view: 'profile' })}>${words.profile.add}</a>
      </span>
      <button class="quiet" aria-label=${words.dismiss} title=${words.dismiss} @click=${this.#handleUnasked}>✕</button>
    </p>`;
  }

  #renderSites(sites: Session['sites']) {
    const site = this.route?.site;
    if (sites.length < 2) return html`<span class="site">${site}</span>`;
    return html`<select aria-label=${this.#language.words.site} @change=${this.#handleSite}>
      ${sites.map((one) => html`<option .selected=${one.site === site}>${one.site}</option>`)}
    </select>`;
  }

  #renderNavigation() {
    const { words } = this.#language;
    const { route } = this;
    if (!route) return nothing;
    const { site } = route;
    const places: Route[] = [queueOf(site)];
    for (const view of views)
      if (!['profile', 'moving', 'letter'].includes(view) && this.#mayOpen(view)) places.push({ site, view });
    return html`<nav aria-label=${words.navigation} @keydown=${this.#handleMenuKey}>
      <button aria-expanded=${this.menu} aria-controls="views" @click=${this.#handleMenu}>${this.#nameOf(route)}</button>
      <ul id="views" class=${this.menu ? 'open' : ''} @click=${this.#closeMenu}>
        ${places.map(
          (place) => html`<li>
            <a href=${writeRoute(place)} aria-current=${place.view === route.view ? 'page' : nothing}>${this.#nameOf(place)}</a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  #renderLanguages() {
    return html`<div class="languages" role="group" aria-label=${this.#language.words.language}>
      ${Object.entries(languages).map(
        ([language, name]) => html`<button
          class="quiet"
          lang=${language}
          aria-label="${language.toUpperCase()}, ${name}"
          aria-pressed=${language === this.#language.language}
          @click=${() => this.#speak(language as Language)}
        >
          ${language.toUpperCase()}
        </button>`,
      )}
      ${this.unspoken ? html`<span role="alert">${this.#language.tell({ code: 'offline' })}</span>` : nothing}
    </div>`;
  }

  async #speak(language: Language): Promise<void> {
    this.unspoken = false;
    try {
      await setLanguage(language);
    } catch {
      this.unspoken = true;
    }
  }

  #renderView({ sites, account }: Session) {
    const { words } = this.#language;
    const { route } = this;
    if (!route) return html`<p class="plain">${words.noSites}</p>`;
    if (!sites.some(({ site }) => site === route.site))
      return html`<p class="plain" role="alert">${words.notYours}</p>`;
    const client = this.#clientFor(route.site);
    if (route.view === 'queue')
      return html`<desk-queue
        .client=${client}
        .account=${account}
        .state=${route.state}
        .search=${route.search}
        .tellLater=${this.#handleUntold}
        @plausch-waiting=${this.#handleWaiting}
      ></desk-queue>`;
    if (!this.#mayOpen(route.view)) return html`<p class="plain" role="alert">${words.problems['not-allowed']}</p>`;
    return this.#renderOther(route, client, account);
  }

  #renderOther(
    { site, view, about = '' }: Route & { view: View; about?: string },
    client: DeskClient,
    account: string,
  ): TemplateResult {
    switch (view) {
      case 'decisions':
        return html`<desk-log .client=${client}></desk-log>`;
      case 'pulse':
        return html`<desk-pulse .client=${client}></desk-pulse>`;
      case 'outbox':
        return html`<desk-outbox .client=${client} .whole=${this.#place?.scope.length === 0}></desk-outbox>`;
      case 'bans':
        return html`<desk-bans .client=${client} .whole=${this.#mayOpen('letter')}></desk-bans>`;
      case 'rules':
        return html`<desk-rules .client=${client} .author=${about}></desk-rules>`;
      case 'people':
        return html`<desk-people .client=${client} .account=${account}></desk-people>`;
      case 'settings':
        return html`<desk-settings .client=${client} .owner=${this.#place?.role === 'owner'}></desk-settings>`;
      case 'moving':
        // A view for one afternoon: it comes when it is opened.
        import('./moving/moving').catch(() => {
          this.unspoken = true;
        });
        return html`<desk-moving .client=${client} .about=${about}></desk-moving>`;
      case 'letter':
        import('./letter/letter').catch(() => {
          this.unspoken = true;
        });
        return html`<desk-letter .client=${client} .about=${about}></desk-letter>`;
      case 'profile':
        return html`<desk-profile .client=${client} .site=${site}></desk-profile>`;
    }
  }

  /** Whether a view is for whoever is signed in; the server holds to it in any case. */
  #mayOpen(view: View): boolean {
    const { role, scope = [] } = this.#place ?? {};
    if (role === 'owner') return true;
    return (
      !['rules', 'people', 'settings', 'moving'].includes(view) &&
      (!['pulse', 'letter'].includes(view) || scope.length === 0)
    );
  }

  #nameOf({ view }: Route): string {
    const { words } = this.#language;
    const name = words[view];
    return typeof name === 'string' ? name : name.title;
  }

  /** What whoever is signed in may do on the open site. */
  get #place() {
    const { route } = this;
    return this.#session?.sites.find(({ site }) => site === route?.site);
  }

  /** Whose view it is: whoever is signed in, or was and may come back to it. */
  get #session(): Session | undefined {
    return this.desk.kind === 'signed-in' ? this.desk.session : this.#behind;
  }

  #title(): string {
    const { words } = this.#language;
    if (this.desk.kind !== 'signed-in') return words.desk;
    if (!this.route) return words.desk;
    const { count = 0 } = this.#waiting;
    return `${count > 0 ? `(${count}) ` : ''}${this.#nameOf(this.route)} · ${this.route.site}`;
  }

  /** Goes on with the session there is, or asks about the link in the address. */
  #open(): Promise<void> {
    const link = readLink();
    return this.#attempt(async () =>
      link === undefined ? this.#begin(await callAccount('GET /session'), false) : await this.#ask(link),
    );
  }

  /**
   * Any page can send somebody here with a link of its own: whose it is, and whether to use it, says the person. Their
   * own they do not need; it stays good for another device.
   */
  async #ask(link: string): Promise<void> {
    const [holder, current] = await Promise.all([
      callAccount('POST /session/link', { body: { link } }),
      this.#whoIsHere(),
    ]);
    if (current?.account === holder.account) this.#enter(current);
    else this.desk = { kind: 'asked', link, holder, current };
  }

  /** Signs in with a link. */
  #use(link: string): Promise<void> {
    return this.#attempt(async () => this.#begin(await callAccount('POST /session', { body: { link } }), true));
  }

  /** Somebody is here; `anew`: has just signed in. Where their notices cannot be switched on again now, nothing else waits for that. */
  #begin(session: Session, anew: boolean): void {
    this.#enter(session);
    isHere(session.account, this.#language.language, anew).catch(() => {});
  }

  async #whoIsHere(): Promise<Session | undefined> {
    try {
      return await callAccount('GET /session');
    } catch (error) {
      if (DeskProblem.from(error).code === 'not-signed-in') return undefined;
      throw error;
    }
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.desk = { kind: 'opening' };
    try {
      await work();
    } catch (error) {
      const problem = DeskProblem.from(error);
      // Whoever opens a spent link a second time in the same browser is in already.
      if (problem.code === 'link-used') await this.#openAgain();
      else if (problem.code === 'not-signed-in') this.desk = { kind: 'signed-out', why: 'none' };
      else this.desk = { kind: 'failed', problem };
    }
  }

  async #openAgain(): Promise<void> {
    dropLink();
    try {
      this.#enter(await callAccount('GET /session'));
    } catch {
      this.desk = { kind: 'signed-out', why: 'used' };
    }
  }

  #enter(session: Session): void {
    if (readLink() !== undefined) dropLink();
    const back = this.#behind?.account === session.account;
    this.#behind = undefined;
    this.desk = { kind: 'signed-in', session };
    this.#go(back);
  }

  /** Goes where the address says; where it says nothing, where one was, or to the first site's queue. `back`: there is something unsaved where one was. */
  #go(back = false): void {
    if (this.desk.kind !== 'signed-in') return;
    const { sites } = this.desk.session;
    const [first] = sites;
    const before = sites.some(({ site }) => site === this.route?.site) ? this.route : undefined;
    this.route = (back ? before : readRoute(location.hash)) ?? before ?? (first && queueOf(first.site));
    if (this.route) replaceRoute(this.route);
  }

  #clientFor(site: string): DeskClient {
    if (this.#client?.site !== site) this.#client = new DeskClient(site, this.#handleSessionEnd);
    return this.#client;
  }

  readonly #handleHashChange = () => {
    const here = this.desk.kind === 'signed-in' && this.route;
    if (here && location.hash !== writeRoute(here) && !mayLeave(this.#language.words)) {
      // The person stays, so the address does, too.
      replaceRoute(here);
      this.#showSite();
      return;
    }
    if (readLink() !== undefined) void this.#open();
    else this.#go();
  };

  readonly #handleSite = (event: Event) => {
    const site = (event.target as HTMLSelectElement).value;
    location.hash = writeRoute(queueOf(site));
  };

  readonly #handleSignedIn = (event: Event) => {
    const { session } = event.target as DeskSignIn;
    if (session) this.#begin(session, true);
  };

  readonly #handleUntold = (untold: Untold) => {
    this.untold = untold;
  };

  readonly #handleTold = () => {
    this.untold = undefined;
  };

  readonly #handleUnasked = () => {
    this.unasked = true;
  };

  readonly #handleWaiting = ({ waiting }: WaitingEvent) => this.#waiting.note(waiting);

  readonly #handlePasskeys = async () => {
    this.desk = { kind: 'signed-in', session: await callAccount('GET /session') };
  };

  readonly #handleSignOut = async () => {
    if (!mayLeave(this.#language.words)) return;
    try {
      const written = await endSession();
      void signedOut();
      clearDrafts();
      this.untold = undefined;
      this.route = undefined;
      this.desk = { kind: 'signed-out', why: written ? 'out' : 'unwritten' };
    } catch (error) {
      const problem = DeskProblem.from(error);
      this.desk = problem.code === 'not-signed-in' ? { kind: 'signed-out', why: 'out' } : { kind: 'failed', problem };
    }
  };

  readonly #handleSessionEnd = () => {
    if (this.desk.kind !== 'signed-in') return;
    this.#behind = anythingUnsaved() ? this.desk.session : undefined;
    this.desk = { kind: 'signed-out', why: 'ended' };
  };

  /** Whoever has signed in again in another tab goes on in this one. */
  readonly #handleVisible = async () => {
    const ended = () => this.desk.kind === 'signed-out' && this.desk.why === 'ended';
    if (document.visibilityState !== 'visible' || !ended()) return;
    const session = await this.#whoIsHere().catch(() => undefined);
    if (session && ended()) this.#enter(session);
  };

  readonly #handleRetry = () => this.#open();

  readonly #handleUnload = (event: BeforeUnloadEvent) => {
    if (anythingUnsaved()) event.preventDefault();
  };

  /** The address names a view, so it cannot name a part of the page. */
  readonly #handleSkip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };

  readonly #handleMenu = () => {
    this.menu = !this.menu;
  };

  readonly #handleMenuKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#closeMenu();
  };

  readonly #closeMenu = () => {
    if (!this.menu) return;
    this.menu = false;
    // What had the focus in the menu is hidden with it.
    this.renderRoot.querySelector<HTMLElement>('nav button')?.focus();
  };

  /** What had the focus may be gone with the view before. */
  async #keepFocus(): Promise<void> {
    await this.updateComplete;
    if (focusIsLost()) this.renderRoot.querySelector('main')?.focus();
  }

  /** The list of sites shows where one is. */
  #showSite(): void {
    const list = this.renderRoot.querySelector<HTMLSelectElement>('.brand select');
    if (list && this.route) list.value = this.route.site;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-desk': PlauschDesk;
  }
}
