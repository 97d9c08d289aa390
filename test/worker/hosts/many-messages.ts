/** Where a Plausch is found, as `npm start -- --json` prints it. */
export interface Links {
  demo: string | null;
  desk: string | null;
  snippet: string;
  site: string | null;
  version: string;
}

/** What is asked of the process in `many.ts`: to start one as `npm start` with these arguments would, or to end the one with a number. */
export interface Asked {
  id: number;
  what: { start: string[]; variables: Record<string, string> } | { end: number };
}

/** What it answers: the number of what was asked, and the links of what was started or what went wrong. */
export interface Answered {
  id: number;
  links?: Links;
  error?: string;
}
