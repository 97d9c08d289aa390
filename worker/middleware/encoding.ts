import type { Encoding } from '../site/page-memo';

/** The best encoding we have that an Accept-Encoding header allows (RFC 9110, section 12.5.3). */
export function acceptedEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity';
  if (allows(header, 'br')) return 'br';
  return allows(header, 'gzip') ? 'gzip' : 'identity';
}

function allows(header: string, encoding: string): boolean {
  if (!header.includes(encoding)) return false;
  return header.split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
