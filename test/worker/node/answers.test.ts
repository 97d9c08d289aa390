import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { SiteContext } from '../../../worker/site/base/context';
import { answersPath } from '../../../worker/site/messages/private-link';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const secret = 's'.repeat(32);

test('a feed of answers is about an author’s hundred newest comments, and not about what was erased', () => {
  const sql = new Database(`${newFolder()}/answers.sqlite`);
  const site = openSite('blog.example', sql, { secret });
  site.create({ account: ulid(), name: 'Anna' }, { publish: 'everyone', holdFrom: 20, spamFrom: 20 });
  let count = 0;
  const write = (body: string, token?: string, parent?: string) =>
    site.submit(
      { thread: { key: '/a/' }, author: { name: 'Nora' }, body, html: `<p>${body}</p>`, parent },
      { ...byHand, network: `n${count++}`, token, key: undefined, request: '' },
    );
  const { comment: first, token } = write('Die erste');
  const { comment: second } = write('Die zweite', token);
  write('Auf die erste', undefined, first.id);
  write('Auf die zweite', undefined, second.id);
  const signing = { name: 'blog.example', secret } as SiteContext;
  const [author = '', key = ''] =
    answersPath(signing, token.split('.')[0] ?? '')
      .split('/')
      .at(-1)
      ?.split('.') ?? [];
  const answers = () => site.answers(author, key).comments.map(({ comment }) => comment.html);
  expect(answers()).toEqual(['<p>Auf die zweite</p>', '<p>Auf die erste</p>']);

  for (let number = 0; number < 99; number += 1) write(`Noch eine, die Nummer ${number}`, token);
  expect(answers()).toEqual(['<p>Auf die zweite</p>']);
  sql.all("UPDATE comment SET status = 'erased' WHERE id = ?", second.id);
  expect(answers()).toEqual(['<p>Auf die erste</p>']);
});
