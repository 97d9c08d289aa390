import type { Check, Findings } from '../signal';

/** So many comments in ten minutes are a household or an office; more are unusual. */
const fromNetwork = [
  { above: 20, weight: 4 },
  { above: 10, weight: 2 },
  { above: 4, weight: 1 },
];
const onSite = 40;

/** How many comments come at once: from this network, and to the whole site. */
export const crowd: Check = {
  name: 'crowd',
  run({ recent: { network, site } }) {
    const signals: Findings = [];
    const step = fromNetwork.find(({ above }) => network > above);
    if (step) signals.push({ weight: step.weight, text: 'busy-network', values: { count: network } });
    if (site > onSite) signals.push({ weight: 1, text: 'busy-site', values: { count: site } });
    return signals;
  },
};
