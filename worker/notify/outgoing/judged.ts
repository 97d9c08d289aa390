import type { Sent } from '../channel';
import { answered, type OutgoingAnswer, retryAfterOf } from './outgoing';

/** What is said of what was sent, and not of whoever sent it: bad request, conflict, too large, cannot be processed. */
const ofMessage = [400, 409, 413, 422];

/**
 * What an answer means: 2xx, it was taken; 410, nobody is there any more; all others are tried again. A redirect is not
 * followed: who types the address says where things go.
 */
export function judged(answer: OutgoingAnswer): Sent {
  const { status } = answer;
  const said = answered(answer);
  if (status >= 200 && status < 300) return { kind: 'sent', said };
  if (status === 410) return { kind: 'never', gone: true, said };
  if (status >= 300 && status < 400) return { kind: 'again', said: `${status}: redirects are not followed` };
  if (ofMessage.includes(status)) return { kind: 'again', onlyThis: true, said };
  const after = retryAfterOf(answer);
  return { kind: 'again', ...(after !== undefined && { after }), said };
}
