/** The texts for what few ever meet: a comment that is gone, and for whoever embeds the comments why they do not load. */
export const texts = {
  gone: 'This comment is not here any more.',
  origin: (origin: string, site: string) =>
    `For the owner: ${origin} may not show the comments of ${site} yet. At the desk, the settings have “Pages that may show the comments”.`,
  site: (host: string, site: string) =>
    `For the owner: there is no site “${site}” on ${host}. Please check the attribute “site” of <plausch-comments>.`,
  attribute: (names: string) => `For the owner: please check this in <plausch-comments>: ${names}.`,
};

export type TroubleTexts = typeof texts;
