import type { Encoding } from '../site/base/page-memo';

/**
 * The best encoding we have that the client accepts (RFC 9110, section 12.5.3). Cloudflare puts its own
 * Accept-Encoding in place of the client's and keeps that beside the headers.
 */
export function acceptedEncoding(request: Request): Encoding {
  const { cf } = request as { cf?: { clientAcceptEncoding?: string } };
  const header = cf?.clientAcceptEncoding ?? request.headers.get('Accept-Encoding');
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
