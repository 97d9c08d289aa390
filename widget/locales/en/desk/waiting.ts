import type { Why } from '../../../../worker/contract/desk';

type Of<Kind extends Why['kind']> = Extract<Why, { kind: Kind }>;

/** Why a comment waits, in English. Numbers come as they are written in the language. */
export const reasonsToWait = {
  everyone: 'Every comment on this site waits until somebody approves it.',
  newcomer: ({ published, knownAfter }: Of<'newcomer'>) => {
    // The settings have changed since it was judged.
    if (published >= knownAfter) return 'The settings asked for a look first when it was written.';
    if (published > 0) return `${published} published so far: this site lets newcomers wait until it is ${knownAfter}.`;
    const until = knownAfter === 1 ? 'once' : `until ${knownAfter} of their comments are published`;
    return `A first comment: this site lets newcomers wait ${until}.`;
  },
  rule: (rule: string) => `The rule “${rule}” asks for a look.`,
  muted: (reason: string | null) => (reason ? `Its author is muted: ${reason}` : 'Its author is muted.'),
  service: (service: string) => `${service} has not answered yet and is asked again.`,
  doubt: (sum: string, from: string) => `The checks add up to ${sum}; from ${from} on, somebody looks first.`,
  spam: (sum: string, from: string) => `The checks add up to ${sum}; from ${from} on, a comment counts as spam.`,
  /** Beside a reason that is none of the checks’. */
  nothingElse: 'Nothing else stands out.',
};
