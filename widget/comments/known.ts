import { ask } from './asking';
import type { ThreadClient } from './thread-client';

/** What is asked to see whether anything is known. */
const isKnown = async (client: ThreadClient): Promise<boolean> => {
  const { comments, votes, mail } = await ask<'GET /mine'>(client, 'mine', 'comments');
  return comments.length + votes.length + mail.length > 0;
};

/**
 * Opens the page that shows readers all that the site knows of them. Once they have erased it there, what this browser keeps for the site goes,
 * too. Throws RequestFailed.
 */
export async function openKnown(client: ThreadClient): Promise<void> {
  // Browsers let a page be opened by a press alone, and not by an answer.
  const page = open('', '_blank');
  if (page) page.opener = null;
  try {
    const [{ link }, known] = await Promise.all([
      ask<'POST /mine/link'>(client, 'mine/link', 'link', undefined, undefined, 'POST'),
      isKnown(client),
    ]);
    const { href } = new URL(link, client.server);
    if (page) page.location.href = href;
    else location.href = href;
    if (known) forgetOnReturn(client);
  } catch (error) {
    page?.close();
    throw error;
  }
}

/** As soon as they are back and nothing is known of them any more, nothing is kept of them here. */
function forgetOnReturn(client: ThreadClient): void {
  const look = async () => {
    if (document.hidden || (await isKnown(client).catch(() => true))) return;
    document.removeEventListener('visibilitychange', look);
    try {
      const own = `plausch ${client.site} `;
      for (const key of Object.keys(localStorage)) if (key.startsWith(own)) delete localStorage[key];
    } catch {}
  };
  document.addEventListener('visibilitychange', look);
}
