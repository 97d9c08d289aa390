const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A text of its own, for whatever is kept beyond its record: one that was cut from a piece of a file keeps all of that in memory. Shorter
 * ones V8 copies by itself (`SlicedString::kMinLength` in its `src/objects/string.h`).
 */
export const copied = (text: string): string => (text.length < 13 ? text : decoder.decode(encoder.encode(text)));
