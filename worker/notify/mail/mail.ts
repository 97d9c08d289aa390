import { Email } from '../../contract/fields';
import { inTime, patience, type Sent } from '../channel';
import { compose } from './compose';
import type { Letter, MailChannel } from './letter';
import type { EmailBinding } from './ways/binding';
import { type MailConfig, nameOf, wayOf } from './ways/ways';

/**
 * Mail, by the way that is set up. `most`: how long one may take (milliseconds).
 * @throws Error where it is to go by a binding that is not there.
 */
export function mailChannel(config: MailConfig, binding?: EmailBinding, most = patience): MailChannel {
  const way = wayOf(config, binding);
  return {
    async send(letter: Letter): Promise<Sent> {
      // Whatever was stored long ago: what is not one address goes to none.
      if (!isOneAddress(letter.to)) return { kind: 'never', gone: true, said: 'this is not an e-mail address' };
      return inTime((signal) => way(compose(letter, config.sender), signal), most);
    },
  };
}

/** The channel with what its way is called; undefined where nothing is set up. */
export const mailOf = (
  config: MailConfig | undefined,
  binding?: EmailBinding,
): { channel: MailChannel; way: string } | undefined =>
  config && { channel: mailChannel(config, binding), way: nameOf(config) };

const isOneAddress = (to: string) => {
  const parsed = Email.safeParse(to);
  return parsed.success && parsed.data === to;
};
