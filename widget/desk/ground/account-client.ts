import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { LinkHolder, Session, SignedOut } from '../../../worker/contract/desk';
import type { Passkey, Profile } from '../../../worker/contract/people';
import { call } from './call';
import { DeskProblem } from './desk-problem';

type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

/** Exchanges a one-time link for a session. @throws DeskProblem `link-used`. */
export const openSession = (link: string): Promise<Session> => call('POST', '/api/session', { link });
/** Whom a one-time link would sign in; it is not used up. @throws DeskProblem `link-used`. */
export const readHolder = (link: string): Promise<LinkHolder> => call('POST', '/api/session/link', { link });
/** Who is signed in. @throws DeskProblem `not-signed-in`. */
export const readSession = (): Promise<Session> => call('GET', '/api/session');
/** Signs out in this browser; whether the server could write down that the session has ended. */
export async function endSession(): Promise<boolean> {
  const answer = await call<SignedOut | undefined>('DELETE', '/api/session');
  return answer?.written ?? true;
}

/** Whether this browser knows passkeys; it does so on https and on localhost alone. */
export const knowsPasskeys = () => typeof PublicKeyCredential === 'function';

/** Signs in with a passkey that the person chooses. @throws DeskProblem `passkey-refused`, also when they choose none. */
export async function signInWithPasskey(): Promise<Session> {
  const optionsJSON = await call<AuthenticationOptions>('POST', '/api/session/passkey/options');
  const response = await asking(() => startAuthentication({ optionsJSON }));
  return call('POST', '/api/session/passkey', { response });
}

/** One's own login. */
export const readProfile = (): Promise<Profile> => call('GET', '/api/account');
/** Signs out elsewhere. */
export const endOtherSession = (id: string): Promise<void> => call('DELETE', `/api/account/sessions/${id}`);

/** Makes a passkey for this login. @throws DeskProblem `passkey-refused`, also when the person would rather not. */
export async function addPasskey(name: string): Promise<Passkey> {
  const optionsJSON = await call<RegistrationOptions>('POST', '/api/account/passkeys/options');
  const response = await asking(() => startRegistration({ optionsJSON }));
  return call('POST', '/api/account/passkeys', { name, response });
}

/** Takes a passkey away. */
export const removePasskey = (id: string): Promise<void> => call('DELETE', `/api/account/passkeys/${id}`);

/** Whatever the browser's own dialog ends with: no passkey came of it. */
async function asking<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch {
    throw new DeskProblem('passkey-refused');
  }
}
