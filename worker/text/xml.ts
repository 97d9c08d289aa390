/** What no XML 1.0 document may hold, in any form (section 2.2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};

/** A text as it may stand anywhere in XML, whatever is in it. What XML has no way to say is left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(impossible, '')
    .replace(/[&<>"'\r]/g, (character) => escapes[character] ?? '');
