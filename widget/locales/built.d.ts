/** What the build knows (`scripts/build.ts`): the folder in `chunks/` that it has put all texts into, named after what they say… */
declare const textsFolder: string;
/** …and the languages there are beside English, with a space in between: a list would become a file of its own. */
declare const languagesBesideEnglish: string;
