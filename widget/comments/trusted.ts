import { html } from 'lit';

/**
 * HTML that the server made of Markdown, for a template. A template of its own without values: that goes through Lit's
 * policy for Trusted Types, and needs no directive that every reader would load. Keep it as long as the HTML is the same.
 */
export function trusted(markup: string) {
  const strings = [markup] as unknown as TemplateStringsArray;
  Object.assign(strings, { raw: strings });
  return html(strings);
}
