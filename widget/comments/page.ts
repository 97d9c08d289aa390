/** The key of the page's own thread: the path of its canonical link, else its own, without query and hash. */
export function threadOfPage(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return new URL(canonical || location.href).pathname;
}

/** The language of the nearest element that says one. */
export function languageOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[lang]:not([lang=""])')?.lang || document.documentElement.lang || undefined;
}

/** The address of a comment: this page's, whatever its `<base>` says. */
export const linkTo = (id: string) => `${location.href.split('#')[0]}#plausch-${id}`;

/** The id of the comment that the page's address names. */
export const linked = () => /^#plausch-(\w+)$/.exec(location.hash)?.[1];
