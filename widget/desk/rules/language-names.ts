/** What a language is called in another: "German", "Deutsch". */
export const nameOf = (language: string, spoken: string): string =>
  new Intl.DisplayNames(spoken, { type: 'language' }).of(language) ?? language;
