import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { login } from '../../../worker/contract/operations/login';
import type { AnswerOf, Called, Sending } from '../../../worker/contract/operations/operation';
import { call, type Sent } from './call';
import { DeskProblem } from './desk-problem';

type Known = (typeof login)['operations'];
const base: (typeof login)['base'] = '/api';

/** Calls an operation by its name in the contract. @throws DeskProblem whatever the server says, or `offline`. */
export async function callAccount<Key extends Called<Known>>(
  operation: Key,
  ...[sent]: Sending<Key, Known[Key]>
): Promise<AnswerOf<Known[Key]>> {
  return (await call(base, operation, sent as Sent)) as AnswerOf<Known[Key]>;
}

/** Signs out in this browser; whether the server could write down that the session has ended. */
export async function endSession(): Promise<boolean> {
  return (await callAccount('DELETE /session'))?.written ?? true;
}

/** Whether this browser knows passkeys; it does so on https and on localhost alone. */
export const knowsPasskeys = () => typeof PublicKeyCredential === 'function';

/** What server and browser say to each other about passkeys the contract leaves to the libraries that speak WebAuthn. */
type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
const plain = (credential: { id: string; response: object }) => ({
  ...credential,
  response: { ...credential.response },
});

/** Signs in with a passkey that the person chooses. @throws DeskProblem `passkey-refused`, also when they choose none. */
export async function signInWithPasskey() {
  const options: object = await callAccount('POST /session/passkey/options');
  const response = await asking(() => startAuthentication({ optionsJSON: options as AuthenticationOptions }));
  return callAccount('POST /session/passkey', { body: { response: plain(response) } });
}

/** Makes a passkey for this login. @throws DeskProblem `passkey-refused`, also when the person would rather not. */
export async function addPasskey(name: string) {
  const options: object = await callAccount('POST /account/passkeys/options');
  const response = await asking(() => startRegistration({ optionsJSON: options as RegistrationOptions }));
  return callAccount('POST /account/passkeys', { body: { name, response: plain(response) } });
}

/** Whatever the browser's own dialog ends with: no passkey came of it. */
async function asking<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch {
    throw new DeskProblem('passkey-refused');
  }
}
