/** The desk's entry: registers its elements and gives the page its colours, nothing else. */
import text from './desk.css';
import { DeskBanForm } from './desk-ban-form';
import { DeskBans } from './desk-bans';
import { DeskBulk } from './desk-bulk';
import { DeskChart } from './desk-chart';
import { DeskConsults } from './desk-consults';
import { DeskDecideForm } from './desk-decide-form';
import { DeskDue } from './desk-due';
import { DeskEmbed } from './desk-embed';
import { DeskLink } from './desk-link';
import { DeskLog } from './desk-log';
import { DeskOrigins } from './desk-origins';
import { DeskOutbox } from './desk-outbox';
import { DeskPeople } from './desk-people';
import { DeskPersonForm } from './desk-person-form';
import { DeskProfile } from './desk-profile';
import { DeskPulse } from './desk-pulse';
import { DeskQueue } from './desk-queue';
import { DeskQueueItem } from './desk-queue-item';
import { DeskReasons } from './desk-reasons';
import { DeskRuleForm } from './desk-rule-form';
import { DeskRules } from './desk-rules';
import { DeskSearch } from './desk-search';
import { DeskServices } from './desk-services';
import { DeskSettings } from './desk-settings';
import { DeskShortcuts } from './desk-shortcuts';
import { DeskSignIn } from './desk-sign-in';
import { DeskStatus } from './desk-status';
import { DeskTabs } from './desk-tabs';
import { DeskThread } from './desk-thread';
import { DeskThresholds } from './desk-thresholds';
import { DeskWhy } from './desk-why';
import { PlauschDesk } from './plausch-desk';

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
  'desk-thresholds': DeskThresholds,
  'desk-why': DeskWhy,
  'desk-people': DeskPeople,
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
for (const [name, element] of Object.entries(elements))
  if (!customElements.get(name)) customElements.define(name, element);
