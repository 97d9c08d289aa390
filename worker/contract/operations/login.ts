import { LinkHolder, NewSession, Session, SignedOut } from '../desk';
import {
  MailAddress,
  MailTested,
  NewMailAddress,
  NewPasskey,
  Passkey,
  PasskeyOptions,
  PasskeySignIn,
  Profile,
} from '../people';
import { Device, DeviceChoice, NewDevice, PushAnswer } from '../push';
import type { Api } from './operation';

/** Signing in and out, and one's own login. */
export const login = {
  base: '/api',
  operations: {
    'POST /session': {
      summary: 'Exchange a one-time link for a session',
      door: 'guest',
      limit: 'session',
      body: NewSession,
      answers: { 201: Session },
    },
    'POST /session/link': {
      summary: 'Whom a one-time link would sign in; it is not used up',
      door: 'guest',
      limit: 'session',
      body: NewSession,
      answers: { 200: LinkHolder },
    },
    'GET /session': {
      summary: 'Who is signed in',
      door: 'session',
      answers: { 200: Session },
    },
    'DELETE /session': {
      summary: 'Sign out; 202: in this browser alone, since nothing could be written down',
      door: 'session',
      limit: 'session',
      answers: { 204: null, 202: SignedOut },
    },
    'POST /session/passkey/options': {
      summary: 'What a browser needs to sign in with a passkey',
      door: 'guest',
      limit: 'session',
      answers: { 200: PasskeyOptions },
    },
    'POST /session/passkey': {
      summary: 'Sign in with a passkey',
      door: 'guest',
      limit: 'session',
      body: PasskeySignIn,
      answers: { 201: Session },
    },
    'GET /account': {
      summary: 'One’s own login',
      door: 'session',
      answers: { 200: Profile },
    },
    'PUT /account/mail': {
      summary: 'Have one’s mail sent to an address, once the link in the mail that goes there is confirmed',
      door: 'session',
      limit: 'mail',
      body: NewMailAddress,
      answers: { 200: MailAddress },
    },
    'POST /account/mail/test': {
      summary: 'Have a mail sent to one’s confirmed address, to see whether mail gets through',
      door: 'session',
      limit: 'mail',
      answers: { 200: MailTested },
    },
    'DELETE /account/mail': {
      summary: 'Have no mail sent any more',
      door: 'session',
      limit: 'session',
      answers: { 204: null },
    },
    'PUT /account/devices': {
      summary: 'Get notifications in this browser, until this session ends',
      door: 'session',
      limit: 'session',
      body: NewDevice,
      answers: { 200: Device },
    },
    'DELETE /account/devices/{id}': {
      summary: 'Get no notifications in a browser any more',
      door: 'session',
      limit: 'session',
      answers: { 204: null },
    },
    'POST /account/devices/{id}/test': {
      summary: 'Send a notification to a browser as a test, and hear what its push service answers',
      door: 'session',
      limit: 'mail',
      answers: { 200: PushAnswer },
    },
    'PUT /account/notifications': {
      summary: 'Whether mails that comments wait go out, too, while a browser gets notifications',
      door: 'session',
      limit: 'session',
      body: DeviceChoice,
      answers: { 200: DeviceChoice },
    },
    'DELETE /account/sessions/{name}': {
      summary: 'End one of one’s sessions',
      door: 'session',
      limit: 'session',
      answers: { 204: null },
    },
    'POST /account/passkeys/options': {
      summary: 'What a browser needs to make a passkey',
      door: 'session',
      limit: 'session',
      answers: { 200: PasskeyOptions },
    },
    'POST /account/passkeys': {
      summary: 'Add a passkey',
      door: 'session',
      limit: 'session',
      body: NewPasskey,
      answers: { 201: Passkey },
    },
    'DELETE /account/passkeys/{id}': {
      summary: 'Take a passkey away',
      door: 'session',
      limit: 'session',
      answers: { 204: null },
    },
  },
} as const satisfies Api;
