const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text of its own: one that was cut from a piece of a file keeps all of that in memory. For whatever is kept beyond its record. */
export const copied = (text: string): string => decoder.decode(encoder.encode(text));
