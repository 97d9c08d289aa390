import type { Reasons } from '../../contract/desk';
import { Language } from '../../contract/fields';
import { locales } from '../../locales/locales';
import type { SiteContext } from '../base/context';

const shipped = Object.fromEntries(
  Language.options.map((language) => [language, locales[language].reasons]),
) as Reasons['shipped'];

/** The reasons to choose from, and those that come with every site for whoever edits them. */
export const readReasons = (site: Pick<SiteContext, 'settings'>): Reasons => ({ reasons: reasonsOf(site), shipped });

/** The reasons to choose from: the site's own, or those that come with it. */
export const reasonsOf = ({ settings }: Pick<SiteContext, 'settings'>): string[] =>
  settings.reasons ?? shipped[settings.language];
