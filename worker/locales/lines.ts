/** Paragraphs; what is not there is left out. */
export const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n\n');
