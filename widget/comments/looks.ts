/** The themes beside the plain one: a file each, which nobody loads who does not see it. */
const themes: Record<string, () => Promise<{ default: string }>> = {
  card: () => import('./themes/card.css'),
  dense: () => import('./themes/dense.css'),
  large: () => import('./themes/large.css'),
};

/** The rules of all themes that the attribute `theme` names; of words that name none, nothing. Throws where they do not arrive. */
export async function rulesOf(theme: string): Promise<string> {
  const words = theme.split(/\s+/);
  const chosen = Object.keys(themes).filter((name) => words.includes(name));
  const rules = await Promise.all(chosen.map((name) => themes[name]?.()));
  return rules.map((sheet) => sheet?.default).join('');
}
