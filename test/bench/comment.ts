/** Words in a comment: with them it has 341 characters on average, as many as those under newspaper posts and videos. */
const usual = 52;

/** An honest comment of the usual length, each with other words: copies would be filed as spam. */
export const comment = (key: string, number = 0) => ({
  thread: { key },
  author: { name: 'Nora' },
  body: `Das kenne ich *gut*: ${Array.from({ length: lengthOf(number) }, (_, at) => wordAt(number * 2 * usual + at)).join('')}`,
  form: { writing: 90_000, inputs: 340 },
});

/** Between half of the usual length and one and a half times that. */
const lengthOf = (number: number) => Math.round(usual * (0.5 + (scattered(number) % 1000) / 1000));

/** A word and what follows it: sentences of about a dozen words, some with a comma. */
function wordAt(at: number): string {
  const word = words[scattered(at) % words.length] ?? '';
  if (at % 13 === 12) return `${word}. `;
  return at % 7 === 3 ? `${word}, ` : `${word} `;
}

/** Numbers in no visible order, the same ones each time. */
const scattered = (number: number) => {
  const mixed = Math.imul(number ^ (number >>> 7), 0x9e3779b1);
  return (mixed ^ (mixed >>> 13)) >>> 0;
};

const words =
  `bei uns klettert jede Frage zwei Stufen hinauf und bis die Antwort unten ankommt hat der Kunde längst woanders
  gefragt während oben noch beraten wird ich habe das im letzten Frühjahr selbst erlebt als niemand am Telefon etwas
  zusagen durfte obwohl alle wussten was richtig gewesen wäre am Ende lag es weder an der Software noch an den Leuten
  sondern daran dass keiner entscheiden konnte ohne vorher drei andere zu fragen vielleicht hilft es schon wenn man sich
  vornimmt einmal in der Woche zuzuhören statt neue Felder in ein Formular zu schreiben mich würde interessieren wie
  kleine Betriebe das machen denn dort kennt man sich und sagt eher Ja oder Nein`.split(/\s+/);
