import { Webhook } from 'standardwebhooks';
import type { WebhookEvent } from '../../contract/webhooks';
import type { OutgoingRequest } from '../outgoing/outgoing';

/**
 * A webhook as Standard Webhooks has it (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 * `secrets`: those that sign it, each beginning with `whsec_`. `id`: the same for each repeat. `at`: when it is sent (milliseconds since 1970).
 */
export function webhookRequest(
  url: string,
  event: WebhookEvent,
  { id, at, secrets }: { id: string; at: number; secrets: string[] },
): OutgoingRequest {
  const body = JSON.stringify(event);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body));
  return {
    method: 'POST',
    url,
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': signatures.join(' '),
    },
    body,
  };
}
