import { type Circumstances, nobody } from '../../worker/site/judging';

/** How a comment comes in that somebody has written in the form, in half a minute. */
export const byHand: Circumstances & { nonce: undefined } = {
  network: 'network',
  form: { writing: 30_000, inputs: 40, pasted: 0 },
  trap: '',
  proof: 'solved',
  nonce: undefined,
  outside: nobody,
};
