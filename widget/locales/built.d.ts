/** What the build knows (`scripts/build.ts`), as words with a space in between: lists would become a file of their own. */

/** The folders in `chunks/` with the texts for each occasion, such as "writing-1a2b3c4d", named after what they say… */
declare const textFolders: string;
/** …that of what every reader may see… */
declare const readingFolder: string;
/** …and the languages there are beside English. */
declare const languagesBesideEnglish: string;

/** The file in `chunks/` that reads files of other systems. */
declare const movingWorker: string;
