import { below, type Format, post } from './format';
import { asOneText, inBytes, unmentioned } from './neutral';

/** An event takes 65 536 bytes with all that the server adds (https://spec.matrix.org/v1.17/client-server-api/#size-limits); a message of a tenth is long. */
const room = 6000;

/**
 * Matrix (https://spec.matrix.org/v1.17/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid): a repeat has the same transaction,
 * so that it is one message. `m.mentions` says that nobody is mentioned.
 */
export const matrix: Format<'matrix'> = {
  request: ({ url, room: id, token }, notice, transaction) => ({
    ...post(
      below(url, `/_matrix/client/v3/rooms/${encodeURIComponent(id)}/send/m.room.message/${transaction}`),
      {
        msgtype: 'm.text',
        body: asOneText(notice, {
          room,
          size: inBytes,
          write: unmentioned,
          title: (text) => text,
          quote: (text) => text,
          link: (label, url) => `\n${label}: ${url}`,
        }),
        'm.mentions': {},
      },
      { Authorization: `Bearer ${token}` },
    ),
    method: 'PUT',
  }),
};
