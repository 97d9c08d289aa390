import type { Thread } from './thread';

/**
 * Leads to the comment that had this id (as an address writes it) in another system, where it was brought into this thread and nothing on
 * the page has the name that the address says.
 */
export async function lead(thread: Thread, encoded: string): Promise<void> {
  const { client, key } = thread;
  const { hash } = location;
  if (document.getElementById(decodeURIComponent(hash.slice(1)))) return;
  const asked = new URLSearchParams({ thread: key, id: decodeURIComponent(encoded) });
  const { id } = await client.call<'GET /former'>(`former?${asked}`, 'id');
  // Somebody may have gone elsewhere meanwhile.
  if (client !== thread.client || location.hash !== hash) return;
  history.replaceState(history.state, '', `#plausch-${id}`);
  await thread.goTo(id);
}
