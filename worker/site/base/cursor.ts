import { Refusal } from '../../errors';

/** A place in an ordered list: the number it is sorted by, and the id that breaks ties. */
export interface Cursor {
  at: number;
  id: string;
  /** In the queue: whether it is among what is shown first (0) or among the others (1). */
  turn?: number;
}

export const writeCursor = ({ at, id, turn }: Cursor) => (turn === undefined ? `${at}~${id}` : `${at}~${id}~${turn}`);

/**
 * Reads a cursor that `writeCursor` wrote and that came as the parameter `name`.
 * @throws Refusal `invalid-fields` for anything else.
 */
export function readCursor(value: string, name = 'after'): Cursor {
  const [, at, id, turn] = /^(-?\d{1,15})~([0-9A-Z]{26})(?:~([01]))?$/.exec(value) ?? [];
  if (at === undefined || id === undefined)
    throw new Refusal('invalid-fields', {
      errors: [{ pointer: `/${name}`, code: 'invalid', detail: 'A cursor as this API gave it.' }],
    });
  return { at: Number(at), id, turn: Number(turn ?? 1) };
}
