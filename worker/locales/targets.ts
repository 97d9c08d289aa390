import type { TargetKind } from '../contract/targets';

/** What programs for chat and notices are called, in every language. */
export const targetNames: Record<TargetKind, string> = {
  slack: 'Slack',
  mattermost: 'Mattermost',
  discord: 'Discord',
  telegram: 'Telegram',
  matrix: 'Matrix',
  ntfy: 'ntfy',
  gotify: 'Gotify',
  webhook: 'Webhook',
};
