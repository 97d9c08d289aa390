/** The desk's entry: registers its elements and gives the page its colours, nothing else. */
import text from './desk.css';
import { DeskBans } from './desk-bans';
import { DeskLog } from './desk-log';
import { DeskOrigins } from './desk-origins';
import { DeskOutbox } from './desk-outbox';
import { DeskPeople } from './desk-people';
import { DeskProfile } from './desk-profile';
import { DeskPulse } from './desk-pulse';
import { DeskQueue } from './desk-queue';
import { DeskQueueItem } from './desk-queue-item';
import { DeskRejectForm } from './desk-reject-form';
import { DeskRules } from './desk-rules';
import { DeskSettings } from './desk-settings';
import { DeskShortcuts } from './desk-shortcuts';
import { DeskSignIn } from './desk-sign-in';
import { DeskStatus } from './desk-status';
import { DeskWhy } from './desk-why';
import { PlauschDesk } from './plausch-desk';

const elements: Record<string, CustomElementConstructor> = {
  'desk-log': DeskLog,
  'desk-origins': DeskOrigins,
  'desk-queue': DeskQueue,
  'desk-queue-item': DeskQueueItem,
  'desk-reject-form': DeskRejectForm,
  'desk-settings': DeskSettings,
  'desk-shortcuts': DeskShortcuts,
  'desk-sign-in': DeskSignIn,
  'desk-status': DeskStatus,
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
