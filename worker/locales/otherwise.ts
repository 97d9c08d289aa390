type Parts<Texts> = Texts extends (...values: never[]) => unknown
  ? Texts
  : Texts extends object
    ? { [Name in keyof Texts]?: Parts<Texts[Name]> }
    : Texts extends string
      ? string
      : Texts;

/** Texts, with some of them said otherwise. */
export function sayOtherwise<Texts extends object>(texts: Texts, others: Parts<Texts>): Texts {
  const entries = Object.entries(others).map(([name, other]) => {
    const text = texts[name as keyof Texts];
    const deep = typeof text === 'object' && text !== null && !Array.isArray(text);
    return [name, deep ? sayOtherwise(text, other as Parts<typeof text>) : other];
  });
  return { ...texts, ...Object.fromEntries(entries) };
}
