/** The desk's entry: loads its language, registers its elements and gives the page its colours, nothing else. */

import { DeskBanForm } from './bans/desk-ban-form';
import { DeskBans } from './bans/desk-bans';
import text from './desk.css';
import { DeskStatus } from './desk-status';
import { DeskTabs } from './desk-tabs';
import { DeskEmbed } from './ground/desk-embed';
import { DeskNoMail } from './ground/desk-no-mail';
import { openLanguage } from './ground/language';
import { registerServiceWorker } from './ground/notices';
import { DeskLog } from './log/desk-log';
import { DeskDue } from './outbox/desk-due';
import { DeskOutbox } from './outbox/desk-outbox';
import { DeskPeople } from './people/desk-people';
import { DeskPersonForm } from './people/desk-person-form';
import { PlauschDesk } from './plausch-desk';
import { DeskAlerts } from './profile/desk-alerts';
import { DeskDevices } from './profile/desk-devices';
import { DeskMailAddress } from './profile/desk-mail-address';
import { DeskProfile } from './profile/desk-profile';
import { DeskChart } from './pulse/desk-chart';
import { DeskPulse } from './pulse/desk-pulse';
import { DeskBulk } from './queue/desk-bulk';
import { DeskConsults } from './queue/desk-consults';
import { DeskDecideForm } from './queue/desk-decide-form';
import { DeskQueue } from './queue/desk-queue';
import { DeskQueueItem } from './queue/desk-queue-item';
import { DeskSearch } from './queue/desk-search';
import { DeskShortcuts } from './queue/desk-shortcuts';
import { DeskWhy } from './queue/desk-why';
import { DeskRuleForm } from './rules/desk-rule-form';
import { DeskRules } from './rules/desk-rules';
import { DeskDispatches } from './settings/desk-dispatches';
import { DeskOrigins } from './settings/desk-origins';
import { DeskReasons } from './settings/desk-reasons';
import { DeskRetention } from './settings/desk-retention';
import { DeskServices } from './settings/desk-services';
import { DeskSettings } from './settings/desk-settings';
import { DeskTargetForm } from './settings/desk-target-form';
import { DeskTargets } from './settings/desk-targets';
import { DeskThresholds } from './settings/desk-thresholds';
import { DeskLink } from './sign-in/desk-link';
import { DeskSignIn } from './sign-in/desk-sign-in';
import { DeskThread } from './thread/desk-thread';

const elements: Record<string, CustomElementConstructor> = {
  'desk-ban-form': DeskBanForm,
  'desk-bulk': DeskBulk,
  'desk-chart': DeskChart,
  'desk-consults': DeskConsults,
  'desk-decide-form': DeskDecideForm,
  'desk-due': DeskDue,
  'desk-embed': DeskEmbed,
  'desk-link': DeskLink,
  'desk-log': DeskLog,
  'desk-no-mail': DeskNoMail,
  'desk-origins': DeskOrigins,
  'desk-queue': DeskQueue,
  'desk-reasons': DeskReasons,
  'desk-queue-item': DeskQueueItem,
  'desk-person-form': DeskPersonForm,
  'desk-rule-form': DeskRuleForm,
  'desk-search': DeskSearch,
  'desk-thread': DeskThread,
  'desk-services': DeskServices,
  'desk-settings': DeskSettings,
  'desk-shortcuts': DeskShortcuts,
  'desk-sign-in': DeskSignIn,
  'desk-status': DeskStatus,
  'desk-tabs': DeskTabs,
  'desk-dispatches': DeskDispatches,
  'desk-target-form': DeskTargetForm,
  'desk-targets': DeskTargets,
  'desk-retention': DeskRetention,
  'desk-thresholds': DeskThresholds,
  'desk-why': DeskWhy,
  'desk-people': DeskPeople,
  'desk-alerts': DeskAlerts,
  'desk-devices': DeskDevices,
  'desk-mail-address': DeskMailAddress,
  'desk-profile': DeskProfile,
  'desk-rules': DeskRules,
  'desk-bans': DeskBans,
  'desk-pulse': DeskPulse,
  'desk-outbox': DeskOutbox,
  'plausch-desk': PlauschDesk,
};

const page = new CSSStyleSheet();
page.replaceSync(text);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
try {
  await openLanguage();
} catch (error) {
  document.getElementById('unreachable')?.removeAttribute('hidden');
  throw error;
}
for (const [name, element] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, element);
void registerServiceWorker();
