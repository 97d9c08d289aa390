/** An honest comment, each with other words: copies would be filed as spam. */
export const comment = (key: string, number = 0) => ({
  thread: { key },
  author: { name: 'Nora' },
  body: `Das kenne ich *gut*: ${Array.from({ length: 18 }, (_, at) => words[scattered(number * 18 + at) % words.length]).join(' ')}.`,
  form: { writing: 30_000, inputs: 90 },
});
/** Numbers in no visible order, the same ones each time. */
const scattered = (number: number) => {
  const mixed = Math.imul(number ^ (number >>> 7), 0x9e3779b1);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};
const words =
  'bei uns klettert jede Frage zwei Stufen hinauf und bis die Antwort unten ankommt hat der Kunde längst woanders gefragt während oben noch beraten wird'.split(
    ' ',
  );
