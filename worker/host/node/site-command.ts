import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../../app';
import { readConfig } from '../../config';
import { NewSite } from '../../contract/desk';
import { Email, Language } from '../../contract/fields';
import type { Problem } from '../../contract/problem';
import { NewRecovery } from '../../contract/recovery';
import { testSays } from '../../notify/mail/letters';
import { mailChannel } from '../../notify/mail/mail';
import { nameOf } from '../../notify/mail/ways/ways';
import { Assets } from './assets';
import { type BackupValues, backupOptions, isBackupCommand, runBackupCommand } from './backup/command';
import { checkFolder, troubleOfSite } from './check';
import { announcedAddresses, DataFolder } from './data-folder';
import { exportFile } from './export-command';
import { importFile } from './import-command';
import { Operator, sendInside, sendTo, snippet } from './operator';
import { NodePlatform } from './platform';
import { CannotStart, stopWith } from './stop';

const help = `Usage: npm run site -- COMMAND [options]

  add HOST                 open a site for the pages under https://HOST
  owner-link HOST          a new one-time link to its desk, for its owner
  person-link HOST NAME    the same for anyone who works there
  list                     every site, and whether its file can be opened
  check                    read every file of the data folder from end to end, and say what is damaged
  import HOST FILE         bring in what a file, database or folder of another system holds
  export HOST FILE         write all of a site into a file, as lines of JSON, or its comments as other systems read them
  chores                   do now what is due on every site
  mail-test ADDRESS        send one mail there, as the variables here say, and tell what the server answered
  backup DIR               save all of the data folder in a new folder in DIR, also while a server runs
  verify DIR               read a backup, or the newest one in DIR, from end to end, and say whether it is whole
  restore DIR              put a backup, or the newest one in DIR, in place of an empty data folder
  restore HOST --to TIME   on Cloudflare: take one site back to what it was at a time of the last 30 days

  --origin URL      with add: where its pages are, when not https://HOST; may be repeated
  --language TAG    with add and mail-test: ${Language.options.join(', ')} (de)
  --owner NAME      with add: a new person owns it, not the owner of the first site
  --eu              with add: on Cloudflare, keep its data in the EU
  --format NAME     with import: what the file is, where that cannot be seen; with export: wxr, remark42 or csv
  --thread KEY      with export: the comments of this thread alone
  --from TIME       with export: those that were written then or later, as 2026-01-01 or 2026-01-01T08:00:00Z
  --bookmark POINT  with restore HOST, instead of --to: the point that the command before has named; takes it back
  --to TIME         with export: those that were written before then, or until the end of that day
  --map FROM=TO     with import: a path, identifier or address, and the thread that it becomes; with * at both ends, all that begins
                    so; may be repeated
  --by identifier   with import: threads are called as the page named them to the other system, not by their path
  --without HOST    with import: leave out threads whose address is on this host; may be repeated
  --system NAME     with import: tells apart two sites of one system whose ids are the same
  --nobody NAME     with import: what somebody is called who gave no name (Anonymous)
  --partial         with import: take what can be read of a file that is damaged or ends too early
  --dry-run         with import: say what would come, and send nothing
  --with-secret     with backup: the secret, too
  --keep N          with backup: remove all but the newest N, once this one is whole
  --into DIR        with restore: the data folder (as --data)
  --replace         with restore: the data folder may be full; what is in it is put aside
  --data DIR        data folder (./data)
  --url URL         a Plausch elsewhere, for example on Cloudflare; PLAUSCH_SECRET holds its secret`;

interface Values extends BackupValues {
  origin?: string[] | undefined;
  language?: string | undefined;
  owner?: string | undefined;
  eu?: boolean | undefined;
  format?: string | undefined;
  thread?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  bookmark?: string | undefined;
  map?: string[] | undefined;
  by?: string | undefined;
  without?: string[] | undefined;
  system?: string | undefined;
  nobody?: string | undefined;
  partial?: boolean | undefined;
  'dry-run'?: boolean | undefined;
  data?: string | undefined;
  url?: string | undefined;
}

async function run(): Promise<void> {
  const { values, positionals } = parse();
  const [command, host, ...names] = positionals;
  const name = names.join(' ');
  const takesHost = command === 'add' || command === 'owner-link';
  const takesName = command === 'person-link' || command === 'import' || command === 'export';
  if (command === 'mail-test' && host) return testMail(host, values);
  if (command === 'restore' && host && (values.to ?? values.bookmark) !== undefined) return goBack(host, values);
  if (isBackupCommand(command) && host) return runBackupCommand(command, host, values);
  if (!(takesHost && host) && !(takesName && host && name) && !['list', 'check', 'chores'].includes(command ?? ''))
    throw new CannotStart(help);
  if (command === 'check') return check(values);
  const { operator, base, isInside, close } = await connect(values);
  try {
    if (command === 'list')
      for (const { site, jurisdiction, created } of await operator.listSites())
        console.log(
          [site, created.slice(0, 10), jurisdiction, await wrongWith(site, values)].filter(Boolean).join('  '),
        );
    if (command === 'chores') {
      const { erased, said, failed } = await operator.chores();
      console.log(`Spam erased: ${erased}. Services asked again or told: ${said}. Failed: ${failed}.`);
    }
    if (command === 'add' && host) {
      await operator.addSite(newSite(host, values));
      console.log(`${host} is open.\n\nPaste under each post:\n${snippet(base, host)}\n`);
    }
    if (takesHost && host) console.log(`Desk (signs in once, within a day): ${await operator.ownerLink(host, base)}`);
    if (command === 'import' && host) await importFile(operator, host.toLowerCase(), name, values, isInside);
    if (command === 'export' && host) await exportFile(operator, host.toLowerCase(), name, values);
    if (command === 'person-link' && host)
      console.log(`Desk of ${name} (signs in once, within a day): ${await operator.personLink(host, name, base)}`);
  } finally {
    close();
  }
}

/** Takes a site elsewhere back to an earlier time, and says how that is taken back. @throws CannotStart on one machine. */
async function goBack(host: string, { to, bookmark, url }: Values): Promise<void> {
  if (url === undefined)
    throw new CannotStart(
      'Only on Cloudflare a site goes back to a time: say where it is with --url. On one machine a backup brings it back: restore DIR.',
    );
  const goal = NewRecovery.safeParse({
    ...(to !== undefined && { to: momentOf(to) }),
    ...(bookmark !== undefined && { bookmark }),
  }).data;
  if (!goal) throw new CannotStart('Say --to TIME, such as 2026-12-01T08:00:00Z, or --bookmark POINT, and not both.');
  const { operator, close } = await connect({ url });
  try {
    const { undo, forgotten } = await operator.recover(host.toLowerCase(), goal);
    console.log(`${host} is what it was ${'to' in goal ? `at ${goal.to}` : 'before'}. This takes it back:`);
    console.log(`npm run site -- restore ${host} --bookmark ${undo} --url ${url}`);
    if (!forgotten) console.log(`Who was erased since is not yet erased again: npm run site -- chores --url ${url}`);
  } finally {
    close();
  }
}

/** A day means its beginning, in UTC. */
const momentOf = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);

/** What is wrong with a site: its file says so where the data folder is at hand, else the server that has it. */
async function wrongWith(site: string, { url, data = 'data' }: Values): Promise<string | undefined> {
  const wrong = url === undefined ? troubleOfSite(data, site) : await refusalOf(site, url);
  return wrong && `damaged: ${wrong}`;
}

/** Why a site elsewhere cannot be read; undefined: it can. */
async function refusalOf(site: string, url: string): Promise<string | undefined> {
  const answer = await fetch(new URL(`/api/sites/${site}/counts?thread=/`, url));
  return answer.ok ? undefined : ((await answer.json()) as Problem).title;
}

/** Says of each file whether it is whole. @throws CannotStart when one is not. */
function check({ url, data = 'data' }: Values): void {
  if (url !== undefined) throw new CannotStart('check reads the files of a data folder: say which with --data.');
  if (!existsSync(data)) throw new CannotStart(`There is no data folder ${data}.`);
  const damaged = [...checkFolder(data)].filter(({ file, wrong }) => {
    console.log(`${file}: ${wrong.length === 0 ? 'ok' : wrong.join('; ')}`);
    return wrong.length > 0;
  });
  if (damaged.length === 0) return;
  const files = damaged.map(({ file }) => file).join(', ');
  throw new CannotStart(`Damaged: ${files}. Restore from a backup (docs/self-host.md). The other files are whole.`);
}

/** What says how mail goes out. */
const noMail = `No mail is set up. Put these two where the server finds its variables, and try again with the third:
PLAUSCH_MAIL_FROM=comments@example.de
PLAUSCH_SMTP_URL=smtp://USER:PASSWORD@mail.example.de:587
npm run site -- mail-test ADDRESS
Other ways are in docs/configure.md.`;

/** Sends one mail with the variables of this command. @throws CannotStart when it did not get through. */
async function testMail(to: string, { language, url }: Values): Promise<void> {
  if (url !== undefined)
    throw new CannotStart('mail-test sends from here, with the variables set here: leave out --url.');
  const said = Email.safeParse(to).error?.issues[0]?.message;
  if (said !== undefined) throw new CannotStart(`${to}: ${said}`);
  const voice = Language.safeParse(language ?? 'de').data;
  if (!voice) throw new CannotStart(help);
  // What the secret is, is nothing to a mail.
  const { mail } = readConfig({ ...process.env, PLAUSCH_SECRET: process.env.PLAUSCH_SECRET ?? 'x'.repeat(32) });
  if (!mail) throw new CannotStart(noMail);
  const way = nameOf(mail);
  const sent = await mailChannel(mail).send({
    id: `test.${crypto.randomUUID()}`,
    to,
    voice,
    from: { site: 'Plausch' },
    say: testSays(way),
  });
  if (sent.kind !== 'sent') throw new CannotStart(`${way} did not take it: ${sent.said}`);
  console.log(`${way} has taken it: ${sent.said}`);
}

/** To the server elsewhere, to the one that uses the data folder now, or straight into the folder. */
async function connect({
  url,
  data = 'data',
}: Values): Promise<{ operator: Operator; base: string; isInside: boolean; close: () => void }> {
  if (url !== undefined) {
    const secret = process.env.PLAUSCH_SECRET;
    if (!secret) throw new CannotStart('Set PLAUSCH_SECRET to the secret of that Plausch.');
    return {
      operator: new Operator(sendTo(url), secret),
      base: url.replace(/\/$/, ''),
      isInside: false,
      close: () => {},
    };
  }
  const running = announcedAddresses(data);
  if (running && (await answers(running.url))) {
    const secret = process.env.PLAUSCH_SECRET ?? readFileSync(join(data, 'secret'), 'utf8').trim();
    return {
      operator: new Operator(sendTo(running.url), secret),
      base: running.base,
      isInside: false,
      close: () => {},
    };
  }
  const folder = await DataFolder.open(data);
  const secret = process.env.PLAUSCH_SECRET ?? folder.secret();
  const config = readConfig({ ...process.env, PLAUSCH_SECRET: secret });
  const platform = new NodePlatform(data, config, Assets.none, folder);
  const close = () => {
    platform.close();
    folder.close();
  };
  const base = platform.config.url ?? 'http://localhost:8787';
  return { operator: new Operator(sendInside(createApp(platform).fetch), secret), base, isInside: true, close };
}

function newSite(host: string, { origin, language, owner, eu }: Values): NewSite {
  const parsed = NewSite.safeParse({
    site: host.toLowerCase(),
    origins: origin,
    language,
    owner,
    jurisdiction: eu ? 'eu' : undefined,
  });
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new CannotStart(said.join('\n'));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/health', url))).ok;
  } catch {
    return false;
  }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        origin: { type: 'string', multiple: true },
        language: { type: 'string' },
        owner: { type: 'string' },
        eu: { type: 'boolean' },
        format: { type: 'string' },
        thread: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        bookmark: { type: 'string' },
        map: { type: 'string', multiple: true },
        by: { type: 'string' },
        without: { type: 'string', multiple: true },
        system: { type: 'string' },
        nobody: { type: 'string' },
        partial: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        data: { type: 'string' },
        url: { type: 'string' },
        ...backupOptions,
      },
    });
  } catch {
    throw new CannotStart(help);
  }
}

run().catch((error: unknown) => stopWith(error instanceof Error ? new CannotStart(error.message) : error));
