import { parse } from 'yaml';
import {
  commentItem,
  emailOf,
  type Fields,
  fieldsOf,
  htmlOrMarkdown,
  idOf,
  leftOut,
  momentOf,
  threadChanges,
  threadItem,
  websiteOf,
  wordOf,
} from '../fields';
import { type FolderFile, type FolderFormat, isWithin } from '../folder';
import type { SourceItem } from '../source';

/**
 * Staticman's files: one a comment, in a folder for each page, as YAML, JSON, or YAML before a text (`---`). As its code writes them:
 * https://github.com/eduardoboucas/staticman, `lib/Staticman.js` (`_createFile`, `_applyInternalFields`) and `staticman.sample.yml`.
 * Only `_id` and `_parent` are its own; a site names its other fields, the names below are those of its sample and of the themes that
 * have it built in. What waits for a decision is a pull request, and not in the folder. An e-mail address is usually a digest.
 */
export const staticman: FolderFormat = {
  name: 'staticman',
  system: 'Staticman',
  matches: (paths) => paths.some((path) => isEntry(path) && /(?:^|\/)comments?\//i.test(path)),

  async *read(files) {
    const changes = threadChanges();
    for await (const file of files) yield* readFile(file, changes);
  },
};

const isEntry = (path: string): boolean => /\.(?:ya?ml|json|md|markdown)$/i.test(path);

function* readFile({ path, text }: FolderFile, changes: ReturnType<typeof threadChanges>): Generator<SourceItem> {
  if (!isWithin(path)) {
    yield leftOut(path.slice(0, 200), 'outside-the-folder', path);
    return;
  }
  if (!isEntry(path)) return;
  if (text === null) {
    yield leftOut(path, 'unreadable', path);
    return;
  }
  const fields = entryIn(path, text);
  if (!fields) {
    yield leftOut(path, 'unreadable', text);
    return;
  }
  const body = first(fields, ['message', 'body', 'comment', 'content', 'text']);
  const name = first(fields, ['name', 'author', 'nickname', 'username']);
  const slug = slugOf(path) ?? first(fields, ['slug', '_parent', 'post', 'page']);
  if (body === null && name === null) {
    // A folder may hold other things too: its index, the site's settings.
    yield leftOut(path, 'no-comment', text);
    return;
  }
  if (slug === null) {
    yield leftOut(path, 'without-page', text);
    return;
  }
  yield* changes(threadItem(slug, { identifier: slug, url: `/${slug.replace(/^\/+/, '')}` }));
  yield commentItem({
    id: idOf(fields._id) ?? idOf(fields.id) ?? `${slug}/${path.split('/').at(-1)}`,
    thread: slug,
    parent: parentOf(fields, slug),
    author: {
      name: name ?? '',
      email: emailOf(fields.email),
      website: websiteOf(first(fields, ['url', 'website', 'site', 'link'])),
    },
    text: htmlOrMarkdown(body ?? ''),
    created:
      ['date', 'timestamp', 'created', 'createdAt']
        .map((each) => momentOf(fields[each]))
        .find((each) => each !== null) ?? null,
  });
}

/**
 * What is in a file; null where it cannot be read. YAML's references to what was said before (`*x`) are refused: Staticman writes none,
 * and a few lines of them can stand for gigabytes.
 */
function entryIn(path: string, text: string): Fields | null {
  try {
    if (/\.json$/i.test(path)) return fieldsOf(JSON.parse(text));
    if (/\.ya?ml$/i.test(path)) return fieldsOf(inYaml(text));
    const parts = /^\uFEFF?---\r?\n(.*?)\r?\n---[^\S\n]*(?:\r?\n(.*))?$/s.exec(text);
    const fields = parts && fieldsOf(inYaml(parts[1] ?? ''));
    return fields && { ...fields, message: parts?.[2] ?? '' };
  } catch {
    return null;
  }
}

const inYaml = (text: string): unknown => parse(text, { maxAliasCount: 0, schema: 'core', logLevel: 'error' });

const first = (fields: Fields, names: readonly string[]): string | null =>
  names.map((name) => wordOf(fields[name])).find((word) => word !== null) ?? null;

/** The page's name: the folders behind one that is called `comments`, or the last one. */
function slugOf(path: string): string | null {
  const folders = path.split('/').slice(0, -1);
  const comments = folders.findLastIndex((folder) => /^comments?$/i.test(folder));
  const named = comments >= 0 ? folders.slice(comments + 1) : folders.slice(-1);
  return named.join('/') || null;
}

/** `_parent` is what answers are told of by mail: the page in most sites, the comment in some; themes have fields of their own. */
function parentOf(fields: Fields, slug: string): string | null {
  const own = first(fields, [
    'reply_to',
    'replyID',
    'replyId',
    'replying_to_uid',
    'parent_id',
    'replyThread',
    'parent',
  ]);
  if (own !== null) return own;
  const parent = idOf(fields._parent);
  const isId = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(parent ?? '');
  return isId && parent !== slug ? parent : null;
}
