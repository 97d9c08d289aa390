/** The key of the page's own thread: the path of its canonical link, else its own, without query and hash. */
export function threadOfPage(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return new URL(canonical || location.href).pathname;
}

/** The language of the nearest element that says one, also outside the shadow trees it stands in. */
export function languageOf(element: Element): string | undefined {
  const near = element.closest('[lang]:not([lang=""])');
  if (near) return near.getAttribute('lang') ?? undefined;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : undefined;
}
