const address = /\bhttps?:\/\/[^\s<>()[\]"']+|\bwww\.[^\s<>()[\]"']+/gi;

/** The hosts that a text links to, without `www.`. */
export function hostsOf(text: string): string[] {
  return (text.match(address) ?? []).map((url) => hostOf(url.includes('://') ? url : `https://${url}`));
}

/** The host of an address, without `www.`; empty when it is none. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '');
