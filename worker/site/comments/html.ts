import { sureLanguageOf } from '../../spam/text-language';
import { toHtml } from '../../text/markdown';

/** A comment's Markdown as the HTML that readers get, with its language where that is beyond doubt (WCAG 2.2, 3.1.2). */
export const htmlOf = (body: string): string => toHtml(body, sureLanguageOf(body));
