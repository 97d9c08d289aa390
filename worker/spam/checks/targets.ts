import type { Check, Findings } from '../signal';
import { hostOf, hostsOf } from '../urls';

/** Services that hide where a link leads: the best-known ones, and those that pay for clicks. */
const shorteners = new Set(
  'adf.ly bit.ly bl.ink buff.ly cutt.ly goo.gl is.gd j.mp linkbucks.com lnkd.in ow.ly rb.gy rebrand.ly shorturl.at shorte.st t.co t.ly tiny.cc tinyurl.com urlz.fr v.gd'.split(
    ' ',
  ),
);
/** A Markdown link whose text is an address, too. */
const named =
  /\[\s{0,9}((?:https?:\/\/)?(?:[\p{L}\p{N}-]{1,63}\.){1,9}\p{L}{2,24})[^\]\n]{0,200}\]\(\s{0,9}<?(https?:\/\/[^)\s>]{1,2000})/giu;

/** Where links lead: behind a shortener, or elsewhere than they say. */
export const targets: Check = {
  name: 'targets',
  run({ body }) {
    const signals: Findings = [];
    const short = hostsOf(body).find((host) => shorteners.has(host));
    if (short) signals.push({ weight: 2, text: 'shortened-link', values: { host: short } });
    for (const [, said = '', target = ''] of body.matchAll(named)) {
      const [shown, host] = [hostOf(said.includes('://') ? said : `https://${said}`), hostOf(target)];
      if (!shown || !host || host === shown || host.endsWith(`.${shown}`) || shown.endsWith(`.${host}`)) continue;
      signals.push({ weight: 4, text: 'disguised-link', values: { shown, host } });
      break;
    }
    return signals;
  },
};
