/**
 * Files as other systems export them, written after their published formats (the sources stand in `worker/transfer/formats`); nobody
 * in them exists. Each is made of its records, so that tests can shuffle, spoil and cut them.
 */
export interface Written {
  /** The format's name. */
  format: string;
  /** Its records that are comments, in the order in which they stand. */
  records: readonly Readonly<Record<string, unknown>>[];
  /** The file with these records. */
  file(records: readonly unknown[]): string;
  /** Whether people and pages stand behind the comments, so that of a file that is cut they may be unknown. */
  refersBehind?: true;
}

const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const remark42User = (name: string, id: string, more = {}) => ({
  name,
  id,
  picture: '',
  ip: 'de5bfc831186c28f5e4dfb0c5d22ff407b654407',
  admin: false,
  site_id: 'blog',
  ...more,
});

const post = { site: 'blog', url: 'https://blog.example/post?a=1&amp;b=2' };

const remark42: Written = {
  format: 'remark42',
  records: [
    {
      id: 'r1',
      pid: '',
      text: '<p>Erster, mit <strong>Nachdruck</strong></p>\n',
      orig: 'Erster, mit **Nachdruck**',
      user: remark42User('Mira &#34;M&#34; Föhr &amp; Co', 'github_1', { admin: true }),
      locator: post,
      score: 3,
      vote: 0,
      controversy: 2.178264255017302,
      time: '2024-05-02T10:00:00.604219056+02:00',
      pin: true,
      title: 'Umzug &amp; &lt;Ärger&gt;',
    },
    {
      id: 'r2',
      pid: 'r1',
      text: '<p>kam von Disqus</p>',
      user: remark42User('Jan', 'disqus_2'),
      locator: post,
      score: -2,
      vote: 0,
      time: '2019-01-01T00:00:00Z',
      title: 'Umzug &amp; &lt;Ärger&gt;',
      imported: true,
    },
    {
      id: 'r3',
      pid: 'r2',
      text: '',
      user: remark42User('deleted', 'deleted'),
      locator: post,
      score: 0,
      vote: 0,
      time: '2024-05-02T10:05:00Z',
      delete: true,
    },
    {
      id: 'r4',
      pid: 'r9',
      text: '<p>später 🦊</p>',
      orig: 'später 🦊',
      user: remark42User('Åsa', 'anonymous_4'),
      locator: { site: 'blog', url: 'https://blog.example/closed' },
      score: 0,
      votes: { github_1: true, google_9: false, google_8: true },
      time: '2024-05-03T10:00:00Z',
      edit: { time: '2024-05-03T11:00:00Z', summary: '' },
    },
  ],
  file: (records) =>
    lines([
      {
        version: 1,
        users: [
          {
            id: 'github_1',
            blocked: { status: false, until: '0001-01-01T00:00:00Z' },
            verified: true,
            details: { user_id: 'github_1', email: 'mira@mail.example' },
          },
        ],
        posts: [{ url: 'https://blog.example/closed', read_only: true }],
      },
      ...records,
    ]),
};

const hex = (digit: string): string => digit.repeat(64);

const commentoComment = (id: string, more = {}) => ({
  commentHex: hex(id),
  domain: 'blog.example',
  url: '/post',
  commenterHex: hex('a'),
  markdown: `Kommentar *${id}*`,
  html: '',
  parentHex: 'root',
  score: 0,
  state: 'approved',
  creationDate: '2021-03-17T12:09:47.722181Z',
  direction: 0,
  deleted: false,
  ...more,
});

const commento: Written = {
  format: 'commento',
  records: [
    commentoComment('1', { score: 4 }),
    commentoComment('2', { parentHex: hex('1'), commenterHex: 'anonymous', state: 'unapproved' }),
    commentoComment('3', { commenterHex: hex('0'), state: 'flagged', score: -1 }),
    commentoComment('4', { markdown: '[deleted]', url: '/other' }),
    commentoComment('5', { parentHex: hex('4'), url: '/other', commenterHex: hex('b') }),
  ],
  file: (comments) =>
    JSON.stringify({
      version: 1,
      comments,
      commenters: [
        {
          commenterHex: hex('a'),
          email: 'mira@mail.example',
          name: 'Mira',
          link: 'https://mira.example',
          photo: 'undefined',
          provider: 'commento',
          joinDate: '2021-03-19T19:27:25.954285Z',
          isModerator: true,
        },
        { commenterHex: hex('b'), email: 'undefined', name: 'Jan', link: 'undefined', photo: 'undefined' },
      ],
    }),
  refersBehind: true,
};

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const zeros = '00000000-0000-0000-0000-000000000000';

const comentarioComment = (id: string, more = {}) => ({
  id: uuid(id),
  pageId: uuid('e'),
  markdown: `Kommentar **${id}**`,
  html: `<p>Kommentar <strong>${id}</strong></p>`,
  score: 0,
  isSticky: false,
  isApproved: true,
  isPending: false,
  isDeleted: false,
  createdTime: '2024-02-03T04:05:06.789Z',
  editedTime: '0001-01-01T00:00:00.000Z',
  userCreated: uuid('a'),
  url: `https://blog.example/post#comentario-${uuid(id)}`,
  ...more,
});

const comentario: Written = {
  format: 'comentario',
  records: [
    comentarioComment('1', { isSticky: true, score: 2, editedTime: '2024-02-03T05:00:00.000Z' }),
    comentarioComment('2', { parentId: uuid('1'), userCreated: zeros, authorName: 'Åsa', authorIp: '203.0.113.7' }),
    comentarioComment('3', { isApproved: false, isPending: true, score: -3 }),
    comentarioComment('4', { isApproved: false }),
    comentarioComment('5', { isDeleted: true, markdown: '', html: '' }),
  ],
  file: (comments) =>
    JSON.stringify(
      {
        version: 3,
        pages: [
          {
            id: uuid('e'),
            domainId: uuid('d'),
            path: '/post',
            title: 'Ein Beitrag',
            isReadonly: true,
            countComments: 5,
          },
          { id: uuid('f'), domainId: uuid('d'), path: '/leer', isReadonly: false, countComments: 0 },
        ],
        comments,
        commenters: [
          {
            id: uuid('a'),
            email: 'mira@mail.example',
            name: 'Mira',
            websiteUrl: 'https://mira.example',
            isModerator: true,
            isCommenter: true,
          },
        ],
      },
      null,
      1,
    ),
  refersBehind: true,
};

const isso: Written = {
  format: 'isso',
  records: [
    {
      email: 'mira@mail.example',
      remote_addr: '203.0.113.0',
      website: 'https://mira.example',
      created: '2023-11-14 22:13:20',
      author: 'Mira &amp; Co',
      id: 1,
      text: 'Erster *Kommentar*',
    },
    {
      email: null,
      remote_addr: '0.0.0.0',
      website: '',
      created: '2023-11-14 22:14:20',
      created_epoch: 1700000061.5,
      modified_epoch: 1700000100,
      author: '',
      id: 2,
      parent: 1,
      mode: 2,
      text: 'wartet',
    },
    { email: 'x@mail.example', website: null, created: '2023-11-14 22:15:20', author: null, id: 3, mode: 4, text: '' },
  ],
  file: (comments) =>
    JSON.stringify([
      { comments, id: '/posts/1/', title: 'Erster Beitrag' },
      { comments: [], id: '/posts/2/', title: 'Ohne Kommentare' },
    ]),
  refersBehind: true,
};

const artalkComment = (id: string, more = {}) => ({
  id,
  rid: '0',
  content: `Kommentar **${id}**`,
  ua: 'Mozilla/5.0',
  ip: '203.0.113.7',
  is_collapsed: 'false',
  is_pending: 'false',
  is_pinned: 'false',
  vote_up: '0',
  vote_down: '0',
  created_at: '2021-10-28 20:50:15.25 +0800 CST',
  updated_at: '2021-10-29 20:50:15 +0800 CST m=+0.012',
  nick: 'Mira',
  email: 'mira@mail.example',
  link: 'https://mira.example',
  badge_name: '',
  badge_color: '',
  page_key: '/post/',
  page_title: 'Ein Beitrag',
  page_admin_only: 'false',
  site_name: 'Blog',
  site_urls: 'https://blog.example,https://www.blog.example',
  ...more,
});

const artalk: Written = {
  format: 'artalk',
  records: [
    artalkComment('1', { is_pinned: 'true', vote_up: '3', vote_down: '1' }),
    artalkComment('2', { rid: '1', is_pending: 'true' }),
    artalkComment('3', { page_key: 'https://blog.example/zu', page_admin_only: 'true', is_collapsed: 'true' }),
  ],
  file: (records) => JSON.stringify(records),
};

const walineComment = (objectId: number, more = {}) => ({
  user_id: null,
  comment: `Kommentar **${objectId}**`,
  insertedAt: '2026-11-24 14:47:22',
  ip: '::ffff:203.0.113.7',
  link: 'https://jan.example',
  mail: 'jan@mail.example',
  nick: 'Jan',
  rid: null,
  pid: null,
  sticky: null,
  status: 'approved',
  like: null,
  ua: 'Mozilla/5.0',
  url: '/post/',
  createdAt: '2026-11-24 14:47:22',
  updatedAt: '2026-11-25 14:47:22',
  objectId,
  ...more,
});

const waline: Written = {
  format: 'waline',
  records: [
    walineComment(1, { user_id: 7, sticky: 1, like: 3, nick: 'früher anders', mail: 'alt@mail.example' }),
    walineComment(2, { rid: 1, pid: 1, status: 'waiting' }),
    walineComment(3, { status: 'spam', url: '/über/' }),
    walineComment(4, { rid: 1, pid: 9, status: null, insertedAt: { __type: 'Date', iso: '2026-11-24T14:48:00.500Z' } }),
    walineComment(5, { comment: '<p>kam von <em>Valine</em></p>\n', sticky: '0', like: '2' }),
  ],
  file: (Comment) =>
    JSON.stringify(
      {
        type: 'waline',
        version: 1,
        time: 1795531649355,
        tables: ['Comment', 'Counter', 'Users'],
        data: {
          Comment,
          Counter: [{ time: 12, url: '/post/', objectId: 1 }],
          Users: [
            {
              display_name: 'Mira',
              email: 'mira@mail.example',
              type: 'administrator',
              url: 'https://mira.example',
              objectId: 7,
            },
          ],
        },
      },
      null,
      '\t',
    ),
  refersBehind: true,
};

const valineComment = (objectId: string, more = {}) => ({
  nick: 'Mira',
  ip: '203.0.113.7',
  ACL: { '*': { read: true } },
  mail: 'mira@mail.example',
  ua: 'Mozilla/5.0',
  link: 'https://mira.example',
  comment: `<p>Kommentar <em>${objectId}</em></p>\n`,
  url: '/post/',
  objectId,
  insertedAt: { __type: 'Date', iso: '2020-01-02T03:04:05.678Z' },
  createdAt: '2020-01-02T03:04:05.700Z',
  updatedAt: '2020-01-02T03:04:05.700Z',
  ...more,
});

const valineRecords = [
  valineComment('5e0d1'),
  valineComment('5e0d2', { pid: '5e0d1', rid: '5e0d1', mail: '', link: '' }),
  valineComment('5e0d3', { isSpam: true, comment: 'ohne *HTML*', insertedAt: undefined }),
];

const valine: Written = {
  format: 'valine',
  records: valineRecords,
  file: (records) => `#filetype:JSON-streaming {"type":"Class","class":"Comment"}\n${lines(records)}`,
};

const valineList: Written = {
  format: 'valine',
  records: valineRecords,
  file: (results) => JSON.stringify({ results }),
};

const twikooComment = (id: string, more = {}) => ({
  _id: id,
  uid: 'f17c1669978dc8bd214e6a311da1ba69',
  nick: 'Mira',
  mail: 'mira@mail.example',
  mailMd5: '6b29de32a3606455031cf93b2e69ad0a',
  link: 'https://mira.example',
  ua: 'Mozilla/5.0',
  ip: '203.0.113.7',
  master: false,
  url: '/post/',
  href: 'https://blog.example/post/#oben',
  comment: `<p>Kommentar <strong>${id}</strong></p>\n`,
  created: 1795531630939,
  updated: 1795531630939,
  id,
  ...more,
});

const twikooRecords = [
  twikooComment('t1', {
    master: true,
    isSpam: false,
    top: true,
    ups: ['a', 'b'],
    downs: ['c'],
    updated: 1795531632159,
  }),
  twikooComment('t2', { pid: 't1', rid: 't1', isSpam: true }),
  twikooComment('t3', { url: 'ein-schlüssel', like: ['a'], mail: '', link: '', updated: 1795531640939 }),
];

const twikoo: Written = {
  format: 'twikoo',
  records: twikooRecords,
  file: (records) => JSON.stringify(records, null, 2),
};

const twikooLines: Written = {
  format: 'twikoo',
  records: twikooRecords.map((record) => ({
    ...record,
    _id: { $oid: record._id },
    created: { $date: '2026-11-24T14:47:10.939Z' },
  })),
  file: (records) => lines(records),
};

const githubComment = (id: string, more = {}) => ({
  id,
  upvoteCount: 0,
  author: { login: 'mira', url: 'https://github.com/mira', avatarUrl: 'https://avatars.example/mira' },
  createdAt: '2023-01-02T03:04:05Z',
  url: `https://github.com/owner/repo/discussions/1#discussioncomment-${id}`,
  authorAssociation: 'NONE',
  lastEditedAt: null,
  deletedAt: null,
  isMinimized: false,
  minimizedReason: null,
  body: `Kommentar **${id}**`,
  bodyHTML: `<p>Kommentar <strong>${id}</strong></p>`,
  reactionGroups: [
    { content: 'THUMBS_UP', users: { totalCount: 2 } },
    { content: 'THUMBS_DOWN', users: { totalCount: 1 } },
  ],
  ...more,
});

const replies = (nodes: readonly unknown[], totalCount = nodes.length) => ({ totalCount, nodes });

const github: Written = {
  format: 'giscus',
  records: [
    githubComment('c1', {
      upvoteCount: 3,
      authorAssociation: 'OWNER',
      replies: replies([githubComment('c2', { replyTo: { id: 'c1' }, lastEditedAt: '2023-01-03T00:00:00Z' })]),
    }),
    githubComment('c3', { author: null, isMinimized: true, minimizedReason: 'spam', replies: replies([]) }),
    githubComment('c4', { deletedAt: '2023-02-01T00:00:00Z', body: '', bodyHTML: '', replies: replies([]) }),
    githubComment('c5', { isMinimized: true, minimizedReason: 'outdated', body: undefined, replies: replies([]) }),
  ],
  file: (nodes) =>
    JSON.stringify({
      data: {
        repository: {
          discussions: {
            totalCount: 1,
            pageInfo: { hasNextPage: false, endCursor: 'x' },
            nodes: [
              {
                id: 'D_1',
                number: 1,
                title: 'blog/post/',
                body: '# blog/post/\n\nEin Beitrag\n\nhttps://blog.example/blog/post/?giscus=abc',
                locked: true,
                comments: { totalCount: nodes.length, pageInfo: { hasNextPage: false }, nodes },
              },
            ],
          },
        },
      },
    }),
};

const schnackComment = (id: number, more = {}) => ({
  user_id: 2,
  name: 'mira',
  display_name: 'Mira',
  url: 'https://mira.example',
  id,
  reply_to: null,
  created_at: '2019-05-06 07:08:09',
  comment: `<p>Kommentar <em>${id}</em></p>\n`,
  approved: 1,
  trusted: 0,
  provider: 'github',
  created_at_s: '5 years ago',
  author_url: 'https://github.com/mira',
  ...more,
});

const schnack: Written = {
  format: 'schnack',
  records: [
    schnackComment(1),
    schnackComment(2, { reply_to: 1, approved: 0, url: null }),
    schnackComment(3, { approved: 0, trusted: 1, display_name: null }),
  ],
  file: (comments) => JSON.stringify({ user: { id: 1, admin: true }, auth: null, slug: '/post/', comments }),
};

const inSql = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll("'", "''");
  return text.includes('\n') ? `replace('${text.replaceAll('\n', '\\n')}','\\n',char(10))` : `'${text}'`;
};

const insert = (table: string, row: Readonly<Record<string, unknown>>): string =>
  `INSERT INTO "${table}" (${Object.keys(row)
    .map((name) => `"${name}"`)
    .join(',')}) VALUES(${Object.values(row).map(inSql).join(',')});\n`;

const garrulComment = (id: string, more = {}) => ({
  id,
  post_slug: 'post',
  parent_id: null,
  user_id: 'u1',
  body_md: `Kommentar **${id}**;\nes bleibt dabei: 'so' -- und /* nicht */ anders`,
  body_html: '<p>…</p>',
  renderer_version: 1,
  status: 'approved',
  edited_at: null,
  deleted_at: null,
  ip_hash: 'abc',
  user_agent: null,
  created_at: 1700000000123,
  score_up: 0,
  score_down: 0,
  ...more,
});

const garrul: Written = {
  format: 'garrul',
  records: [
    garrulComment('01A', { score_up: 2, score_down: 1, edited_at: 1700000900000 }),
    garrulComment('01B', { parent_id: '01A', user_id: 'u2', status: 'pending' }),
    garrulComment('01C', { status: 'spam' }),
    garrulComment('01D', { status: 'deleted', body_md: '' }),
  ],
  file: (records) =>
    [
      'PRAGMA defer_foreign_keys=TRUE;\n',
      'CREATE TABLE posts (\n\tslug         TEXT PRIMARY KEY,\n\ttitle        TEXT,\n\turl          TEXT,\n\tcreated_at   INTEGER NOT NULL\n, closed INTEGER NOT NULL DEFAULT 0);\n',
      "INSERT INTO posts VALUES('post','Ein \"Beitrag\"','https://blog.example/post',1700000000000,1);\n",
      '-- comments; of those who wrote\n',
      'CREATE TABLE comments (id TEXT PRIMARY KEY, post_slug TEXT NOT NULL REFERENCES posts(slug), body_md TEXT);\n',
      ...records.map((row) => insert('comments', row as Record<string, unknown>)),
      insert('users', {
        id: 'u1',
        provider: 'github',
        name: 'Mira',
        email: 'mira@mail.example',
        role: 'admin',
        erased_at: null,
      }),
      insert('users', {
        id: 'u2',
        provider: 'anon',
        name: '[erased]',
        email: null,
        role: 'user',
        erased_at: 1700000000000,
      }),
    ].join(''),
};

/** One for each form of each format. */
export const written: readonly Written[] = [
  remark42,
  commento,
  comentario,
  isso,
  artalk,
  waline,
  valine,
  valineList,
  twikoo,
  twikooLines,
  github,
  schnack,
  garrul,
];

/** A file's text in pieces of a length, each time anew from its beginning. */
export const inPieces = (text: string, length: number): AsyncIterable<string> => ({
  async *[Symbol.asyncIterator]() {
    for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
  },
});
