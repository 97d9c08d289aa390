/** How custom-elements.json is made: what pages and editors may rely on, nothing of how it is done. */

/** The elements that `<plausch-comments>` makes: their parts reach the page through it. */
const inside = ['plausch-composer', 'plausch-comment'];

const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
    const find = (name) => elements.find(({ tagName }) => tagName === name);
    find('plausch-comments').cssParts.push(...inside.flatMap((name) => find(name).cssParts));
    for (const element of elements) {
      const isPublic = ({ name, privacy, description }) =>
        privacy !== 'private' && !name.startsWith('#') && description;
      element.members = element.members.filter(isPublic);
      const members = new Set(element.members.map(({ name }) => name));
      element.attributes = element.attributes?.filter(({ name, fieldName }) => !fieldName || members.has(name));
      element.events = element.events?.filter(({ name }) => name);
      const parts = new Map(element.cssParts?.map((part) => [part.name, part]));
      element.cssParts = [...parts.values()];
    }
    manifest.modules = manifest.modules.filter(({ declarations }) =>
      declarations.some(({ tagName }) => tagName && !inside.includes(tagName)),
    );
  },
};

export default {
  globs: ['widget/comments/plausch-*.ts'],
  outdir: 'widget',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly],
};
