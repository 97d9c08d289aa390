import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page, Worker } from '@playwright/test';
import type { Subscription } from '../worker/push-known';
import { startPushService } from '../worker/push-service';
import { expectNoViolations } from './access';
import { callAs, newOwnerLink, readPublished, speak } from './desk-steps';
import { startInbox } from './inbox';
import { expect, openDesk, post, type Running, signIn, test } from './plausch';

const service = startPushService();
const inbox = startInbox();
test.afterAll(async () => {
  (await service).close();
  (await inbox).close();
});

test.use({
  serviceWorkers: 'allow',
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  variables: async ({}, use) =>
    use({
      PLAUSCH_LOOPBACK: 'on',
      PLAUSCH_MAIL_FROM: 'comments@mail.example',
      PLAUSCH_SMTP_URL: `smtp://127.0.0.1:${(await inbox).port}`,
    }),
});

const words = {
  on: 'Auf diesem Gerät Bescheid sagen',
  off: 'Entfernen',
  denied: 'Der Browser erlaubt Benachrichtigungen dieser Seite nicht',
};

/**
 * Chromium subscribes at a service of its maker's, which no test asks. A page here is given a subscription at the one beside it instead; what comes there
 * and was decrypted is handed to the service worker as Chromium hands it over.
 */
async function subscribeBeside(page: Page) {
  const { url } = await service;
  const kept: { now: Subscription | null; key: string } = { now: null, key: '' };
  await page.exposeFunction('subscribed', () => ({ ...kept }));
  await page.exposeFunction('subscribe', async (key: string) => {
    kept.key = key;
    kept.now = await (await fetch(`${url}/subscriptions?${new URLSearchParams({ from: key })}`)).json();
  });
  await page.exposeFunction('unsubscribe', async () => {
    await fetch(`${url}/end?${new URLSearchParams({ endpoint: kept.now?.endpoint ?? '' })}`);
    kept.now = null;
  });
  await page.addInitScript(() => {
    const outside = window as unknown as {
      subscribed(): Promise<{ now: { endpoint: string } | null; key: string }>;
      subscribe(key: string): Promise<void>;
      unsubscribe(): Promise<void>;
    };
    const subscription = async () => {
      const { now, key } = await outside.subscribed();
      const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
      return (
        now && {
          options: { userVisibleOnly: true, applicationServerKey: bytes.buffer },
          toJSON: () => now,
          unsubscribe: () => outside.unsubscribe().then(() => true),
        }
      );
    };
    PushManager.prototype.getSubscription = subscription as never;
    PushManager.prototype.subscribe = (async ({ applicationServerKey }: { applicationServerKey: string }) => {
      await outside.subscribe(applicationServerKey);
      return subscription();
    }) as never;
  });
  return {
    endpoint: () => kept.now?.endpoint ?? '',
    /** From now on the browser’s subscription is for another server’s key. */
    turnKey: (key: string) => {
      kept.key = key;
    },
    /** What has come there: read as a browser reads it. */
    pushed: async (endpoint = kept.now?.endpoint ?? ''): Promise<string[]> => {
      const pushed = await (await fetch(`${url}/pushed?${new URLSearchParams({ endpoint })}`)).json();
      return pushed.map(({ text }: { text: string }) => text);
    },
  };
}

/** The desk's service worker, once it is at work, and how a message is handed to it. */
async function serviceWorker(page: Page, plausch: Running) {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${plausch.base}/desk/`);
      if (own) resolve(own.registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('There is no service worker.');
  await watchBadge(worker);
  const deliver = (data: string) =>
    cdp.send('ServiceWorker.deliverPushMessage', { origin: plausch.base, registrationId, data });
  /** The same until a notice with so many buttons is first: on a busy machine a message is lost now and then, and comes again as push services send it. */
  const deliverFor = (data: string, buttons: number) =>
    expect(async () => {
      await deliver(data);
      await expect.poll(async () => (await shown(worker))[0]?.actions.length, { timeout: 5000 }).toBe(buttons);
    }).toPass();
  return { cdp, worker, deliver, deliverFor };
}

/** The number on the icon, which no test sees. */
const watchBadge = (worker: Page | Worker) =>
  (worker as Worker).evaluate(() => {
    const seen = self as unknown as { badge: number };
    seen.badge = 0;
    navigator.setAppBadge = async (count = 0) => {
      seen.badge = count;
    };
    navigator.clearAppBadge = async () => {
      seen.badge = 0;
    };
  });
const badgeOf = (worker: Page | Worker) =>
  (worker as Worker).evaluate(() => (self as unknown as { badge: number }).badge);

interface Shown {
  title: string;
  body: string;
  lang: string;
  tag: string;
  actions: string[];
}

/** The notices on the screen. */
const shown = (worker: Worker): Promise<Shown[]> =>
  worker.evaluate(async () => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
    const notices = (await registration.getNotifications()) as (Notification & { actions: { title: string }[] })[];
    return notices.map(({ title, body, lang, tag, actions }) => {
      const plain = body.replace(/[\u2068\u2069]/g, '');
      return { title, body: plain, lang, tag, actions: actions.map((action) => action.title) };
    });
  });

/** Presses a notice, or a button on it, as far as a test can: without a person's press no window opens. Resolves when all is done. */
const press = (worker: Worker, action: string): Promise<string> =>
  worker.evaluate(async (name) => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await registration.getNotifications();
    // biome-ignore lint/suspicious/noExplicitAny: the types of a service worker are not at hand here
    const event = new (self as any).NotificationEvent('notificationclick', { notification, action: name });
    let work: Promise<unknown> = Promise.resolve();
    event.waitUntil = (promise: Promise<unknown>) => {
      work = promise;
    };
    self.dispatchEvent(event);
    return work.then(
      () => '',
      (error) => String(error),
    );
  }, action);

async function openProfile(page: Page) {
  await page.evaluate(() => {
    location.hash = '#/localhost/profile';
  });
  return page.locator('desk-devices');
}

/** Signs in with a new link. */
async function signInAgain(page: Page, plausch: Running, data: string): Promise<void> {
  // The address alone would be followed within the page.
  await page.goto('about:blank');
  await page.goto(newOwnerLink(plausch, data));
  await signIn(page);
  await expect(page.getByRole('navigation', { name: 'Moderation' })).toBeVisible();
}

/** Everything waits. */
const holdAll = (page: Page, plausch: Running) => callAs(page, plausch, 'PATCH', '/settings', { publish: 'nobody' });
/** Who hears at once has the first mail or notice before anybody could have waited for it. */
const hearAtOnce = (page: Page, plausch: Running) => callAs(page, plausch, 'PUT', '/alerts', { alerts: 'now' });

/** Switches notices on in the profile. */
async function switchOn(page: Page, plausch: Running) {
  await page.context().grantPermissions(['notifications'], { origin: plausch.base });
  const devices = await openProfile(page);
  await devices.getByRole('button', { name: words.on }).click();
  await expect(devices.getByRole('status')).toContainText('Von jetzt an');
  await expect(page.getByLabel('Bescheid sagen', { exact: true })).toHaveValue('now');
  await expect(page.locator('desk-alerts').getByText('Gespeichert.')).toBeVisible();
  return devices;
}

test('whoever says no to notices hears how that is changed, and is asked only when they press the button', async ({
  page,
  plausch,
}) => {
  await page.addInitScript(() => {
    const seen = window as unknown as { asked: number };
    seen.asked = 0;
    Notification.requestPermission = async () => {
      seen.asked += 1;
      return 'denied';
    };
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await openDesk(page, plausch);
  const devices = await openProfile(page);
  await expect(devices.getByRole('button', { name: words.on })).toBeVisible();
  expect(await asked()).toBe(0);
  await devices.getByRole('button', { name: words.on }).click();
  await expect(devices.getByRole('alert')).toContainText(words.denied);
  expect(await asked()).toBe(1);
});

test('a notice says what waits, “approve” on it decides, and signing out ends it', async ({ page, plausch, data }) => {
  const beside = await subscribeBeside(page);
  await openDesk(page, plausch);
  const { worker, deliver, deliverFor } = await serviceWorker(page, plausch);
  await holdAll(page, plausch);
  const devices = await switchOn(page, plausch);
  await expect(devices.getByRole('listitem')).toContainText('hier Chrome · Linux');

  await devices.getByRole('button', { name: 'Ausprobieren' }).click();
  await expect(devices.getByRole('status')).toContainText('unterwegs');
  await deliver((await beside.pushed())[0] ?? '');
  await expect
    .poll(async () => (await shown(worker)).map(({ title }) => title))
    .toEqual(['Benachrichtigungen kommen an']);
  expect(await press(worker, '')).toContain('focus');
  expect(await shown(worker)).toEqual([]);
  expect(new URL(page.url()).hash).toBe('#/localhost/profile');

  const { comment } = await post(plausch, { name: 'Nora', body: 'Stimmt **die** Zahl?' });
  await expect.poll(async () => (await beside.pushed()).length).toBe(2);
  const text = (await beside.pushed())[1] ?? '';
  await deliver(text);
  const notice = { lang: 'de', tag: 'plausch localhost', body: 'Nora: Stimmt die Zahl?' };
  const waits = { ...notice, title: 'Auf localhost wartet ein Kommentar', actions: ['Freigeben', 'Öffnen'] };
  await expect.poll(() => shown(worker)).toEqual([waits]);
  // The same once more takes the place of the first.
  await deliver(text);
  await expect.poll(() => shown(worker)).toEqual([waits]);
  await expect.poll(() => badgeOf(worker)).toBe(1);

  expect(await press(worker, 'approve')).toBe('');
  expect(await readPublished(plausch)).toContain(comment.id);
  const said = { ...notice, title: 'Der Kommentar ist veröffentlicht.', actions: ['Öffnen'] };
  expect(await shown(worker)).toEqual([said]);
  expect(await badgeOf(worker)).toBe(0);
  // The desk has heard that nothing waits any more, and takes away what says that something does.
  await expect(page).toHaveTitle(/^Meine Anmeldung/);

  await deliverFor(text, 2);
  await press(worker, 'approve');
  expect((await shown(worker))[0]?.title).toContain('hat schon jemand entschieden');

  // A session that ended elsewhere took the device with it: who signs in again here has it back.
  const before = beside.endpoint();
  await page.request.delete(`${plausch.base}/api/session`, { headers: { Origin: plausch.base } });
  await signInAgain(page, plausch, data);
  await hearAtOnce(page, plausch);
  await expect
    .poll(async () => (await (await page.request.get(`${plausch.base}/api/account`)).json()).devices.length)
    .toBe(1);
  await post(plausch, { name: 'Ole', body: 'Noch einer.' });
  await expect.poll(async () => (await beside.pushed()).length).toBe(3);
  expect(beside.endpoint()).toBe(before);

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByText('Sie sind abgemeldet.')).toBeVisible();
  await expect.poll(() => beside.endpoint()).toBe('');
  await expect.poll(() => shown(worker)).toEqual([]);
  await post(plausch, { name: 'Pia', body: 'Und noch einer.' });
  await signInAgain(page, plausch, data);
  await expect((await openProfile(page)).getByRole('button', { name: words.on })).toBeVisible();
  expect(await beside.pushed(before)).toHaveLength(3);
});

test('what cannot be decided any more is said on the notice, and what did not arrive can be pressed again', async ({
  page,
  plausch,
}) => {
  const beside = await subscribeBeside(page);
  await openDesk(page, plausch);
  const { worker, deliver, deliverFor } = await serviceWorker(page, plausch);
  await holdAll(page, plausch);
  await switchOn(page, plausch);
  const { comment, token } = await post(plausch, { name: 'Nora', body: 'Stimmt die Zahl?' });
  await expect.poll(async () => (await beside.pushed()).length).toBe(1);
  const text = (await beside.pushed())[0] ?? '';
  const approve = async () => {
    await deliverFor(text, 2);
    const trouble = await press(worker, 'approve');
    return [trouble, (await shown(worker))[0]?.title];
  };
  const address = `${plausch.base}/api/sites/${plausch.site}/comments/${comment.id}`;
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ body: 'Stimmt die Summe?' }) });
  // No window opens by itself here, so it is said.
  expect(await approve()).toEqual(['', expect.stringContaining('inzwischen geändert')]);
  await callAs(page, plausch, 'POST', '/alerts/end-links');
  expect(await approve()).toEqual(['', expect.stringContaining('nichts mehr entscheiden')]);
  await deliver('{');
  await expect.poll(async () => (await shown(worker)).map(({ title }) => title)).toContain('Plausch');
  await plausch.kill();
  await deliver(text);
  await expect.poll(async () => (await shown(worker)).some(({ actions }) => actions.length === 2)).toBe(true);
  await worker.evaluate(async () => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
    for (const notice of await registration.getNotifications()) if (notice.title === 'Plausch') notice.close();
  });
  await press(worker, 'approve');
  expect((await shown(worker))[0]).toMatchObject({
    title: expect.stringContaining('nicht geklappt'),
    actions: ['Freigeben', 'Öffnen'],
  });
});

test('the desk can be installed, keeps nothing but its shell, and opens without a network', async ({
  page,
  plausch,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${plausch.base}/desk/manifest.webmanifest`);
  // What an older version kept, and somebody else on the same origin.
  await page.evaluate(async () => {
    await (await caches.open('plausch-desk-before')).put('/chunks/old.js', new Response('old'));
    await caches.open('other');
  });
  await openDesk(page, plausch);
  const { cdp } = await serviceWorker(page, plausch);
  const { errors, url, data } = await cdp.send('Page.getAppManifest');
  expect([errors, url]).toEqual([[], `${plausch.base}/desk/manifest.webmanifest`]);
  expect(JSON.parse(data ?? '')).toMatchObject({ start_url: '/desk/', scope: '/desk/', display: 'standalone' });
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  // Every page of a test is in a window of its own, which Chromium calls incognito.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);

  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Moderation' })).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)).toContain('/desk/service-worker.js');
  await post(plausch, { name: 'Nora', body: 'Geheim.' });
  for (const view of ['queue', 'decisions', 'profile', 'settings'])
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/localhost/${view}`);
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  const inCaches = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('plausch'));
      const paths = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)),
      );
      return { names, others: await caches.has('other'), paths: paths.flat().toSorted() };
    });
  await expect.poll(async () => (await inCaches()).names).toHaveLength(1);
  const { names, others, paths } = await inCaches();
  expect([names[0] === 'plausch-desk-before', others]).toEqual([false, true]);
  expect(paths.filter((path) => !/^\/(desk\/([\w.-]+)?|chunks\/(desk|chunk)-[\w/.-]+\.js)$/.test(path))).toEqual([]);
  expect(paths).toContain('/desk/');
  expect(paths.length).toBeGreaterThan(4);

  await plausch.kill();
  complaints.length = 0;
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Der Server antwortet nicht.');
  await expect(page.getByRole('button', { name: 'Noch einmal versuchen' })).toBeVisible();
  expect(complaints.filter((text) => !text.includes('net::ERR_'))).toEqual([]);
  // What is no part of the shell is not there.
  expect(await page.evaluate(() => fetch('/api/session').then(String, () => 'offline'))).toBe('offline');
});

test('notices in the profile: one’s devices, in both languages, on a phone and a screen', async ({ page, plausch }) => {
  const beside = await subscribeBeside(page);
  await page.setViewportSize({ width: 375, height: 1400 });
  await openDesk(page, plausch);
  const to = 'anna@reader.example';
  await page.request.put(`${plausch.base}/api/account/mail`, { data: { address: to, language: 'de' } });
  await expect.poll(async () => (await inbox).countTo(to)).toBe(1);
  const confirming = await page.context().newPage();
  await confirming.goto((await inbox).lastLinkTo(to));
  await confirming.getByRole('button').click();
  await confirming.close();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const devices = await openProfile(page);
  await expect(devices.getByRole('button', { name: words.on })).toBeVisible();
  await expectNoViolations(page);
  await switchOn(page, plausch);
  for (const [language, colorScheme, width] of [
    ['EN, English', 'dark', 375],
    ['DE, Deutsch', 'light', 1280],
  ] as const) {
    await speak(page, language);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 1400 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expectNoViolations(page);
    await page.screenshot({ path: test.info().outputPath(`${width}.png`) });
  }
  const mailToo = devices.getByRole('checkbox', { name: 'Auch Mails' });
  await expect(mailToo).toBeChecked();
  await mailToo.uncheck();
  await expect(devices.getByRole('status')).toContainText('Gespeichert.');
  const profile = async () => (await page.request.get(`${plausch.base}/api/account`)).json();
  expect((await profile()).mailToo).toBe(false);
  await devices.getByRole('button', { name: words.off }).click();
  await expect(devices.getByRole('status')).toContainText('keine Benachrichtigungen mehr');
  expect(beside.endpoint()).toBe('');
  await expect(devices.getByRole('button', { name: words.on })).toBeVisible();
});

test('a browser keeps its notices when its subscription changes, and loses them to nobody else who signs in', async ({
  page,
  plausch,
}) => {
  const beside = await subscribeBeside(page);
  await openDesk(page, plausch);
  const { worker } = await serviceWorker(page, plausch);
  await switchOn(page, plausch);
  const profile = async () => (await page.request.get(`${plausch.base}/api/account`)).json();
  const [{ id }] = (await profile()).devices;
  const first = beside.endpoint();

  // The server has another secret now, and by that another key.
  beside.turnKey('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4');
  await page.reload();
  await expect.poll(() => beside.endpoint()).not.toBe(first);
  await expect.poll(async () => (await profile()).devices.map((device: { id: string }) => device.id)).not.toEqual([id]);
  expect((await profile()).devices).toMatchObject([{ name: 'Chrome · Linux', here: true }]);

  // The browser gives its subscription up for another.
  const { url } = await service;
  const { pushKey } = await profile();
  const other: Subscription = await (
    await fetch(`${url}/subscriptions?${new URLSearchParams({ from: pushKey })}`)
  ).json();
  await worker.evaluate(async (subscription) => {
    const event = Object.assign(new Event('pushsubscriptionchange'), {
      newSubscription: { toJSON: () => subscription },
      waitUntil: (work: Promise<void>) => {
        done = work;
      },
    });
    let done: Promise<void> | undefined;
    self.dispatchEvent(event);
    await done;
  }, other);
  const [{ id: changed }] = (await profile()).devices;
  expect((await page.request.post(`${plausch.base}/api/account/devices/${changed}/test`)).status()).toBe(200);
  expect(await beside.pushed(other.endpoint)).toHaveLength(1);

  const { link } = await callAs(page, plausch, 'POST', '/people', { name: 'Ben', role: 'moderator', scope: [] });
  await page.goto('about:blank');
  await page.goto(`${plausch.base}/desk/#link=${link}`);
  await signIn(page);
  await expect.poll(() => beside.endpoint()).toBe('');
  expect((await profile()).devices).toEqual([]);
  await expect((await openProfile(page)).getByRole('button', { name: words.on })).toBeVisible();
});

test('a new version takes the place of the one before when no page is open any more that began with that', async ({
  page,
  plausch,
}) => {
  let version = 'plausch-desk-';
  // The same server, whose service worker keeps its files under another name from some time on.
  const before = createServer((request, response) => {
    const { host, port } = new URL(plausch.base);
    const headers = { ...request.headers, host, 'accept-encoding': 'identity' };
    ask({ port, path: request.url, method: request.method, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const isWorker = request.url === '/desk/service-worker.js';
      const body = isWorker
        ? Buffer.concat(chunks)
            .toString()
            .replace(/(?<=\+")(?=[0-9a-f]{16}")/, version.slice(13))
        : Buffer.concat(chunks);
      const { 'content-length': _, etag: __, ...kept } = answer.headers;
      response.writeHead(answer.statusCode ?? 0, kept).end(body);
    }).end();
  });
  await new Promise<void>((resolve) => before.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(before.address() as AddressInfo).port}`;
  const names = (open: Page) => open.evaluate(async () => (await caches.keys()).toSorted());
  await page.goto(`${base}/desk/`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  const [old] = await names(page);
  expect(await names(page)).toHaveLength(1);

  version = 'plausch-desk-next';
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });
  // While this page is open, all that it may still load stays.
  await expect.poll(() => names(page)).toHaveLength(2);
  await page.reload();
  expect(await names(page)).toContain(old);
  const other = await page.context().newPage();
  await page.close();
  await other.goto(`${base}/health`);
  await expect.poll(() => names(other)).toEqual([expect.stringContaining('next')]);
  await other.goto(`${base}/desk/`);
  await expect(other.getByRole('main')).toBeVisible();
  before.close();
});
