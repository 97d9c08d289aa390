import type { Settings } from '../../contract/desk';
import type { Retention } from '../../contract/retention';
import type { ServiceName } from '../../contract/services';
import type { TargetKind } from '../../contract/targets';
import { targetNames } from '../../locales/targets';
import type { PrivacyTexts } from '../../locales/texts';

/** One part of what is said about privacy: paragraphs, a list after them, and parts of its own. */
export interface Section {
  title: string;
  text: string[];
  list: string[];
  /** Where more about it stands, with another party. */
  more: string | null;
  parts: Section[];
}

/** What the site's comments do with what they learn: as it is set up now. */
export interface Circumstances {
  settings: Pick<Settings, 'retention' | 'notify'>;
  /** The outside services that are on. */
  services: ServiceName[];
  /** What the team has messages sent to. */
  targets: TargetKind[];
}

/** In the order in which it is told. */
const kinds = [
  'networks',
  'spam',
  'rejected',
  'withdrawn',
  'messages',
  'names',
] as const satisfies readonly (keyof Retention)[];

/** What is said about privacy, made from how the site is set up. */
export function privacySections(texts: PrivacyTexts, { settings, services, targets }: Circumstances): Section[] {
  const { reading, writing, mail, checking, keeping, browser, outside, rights } = texts;
  const none = services.length === 0 && targets.length === 0;
  return [
    section(reading.title, [reading.text]),
    section(writing.title, [...writing.text, ...(settings.notify ? [mail] : [])]),
    section(checking.title, [checking.text]),
    {
      ...section(keeping.title, [keeping.text]),
      list: kinds.map((kind) => kept(texts, kind, settings.retention[kind])),
    },
    section(browser.title, [browser.text]),
    {
      ...section(outside.title, [none ? outside.none : outside.some]),
      parts: [
        ...services.map((name) => ({
          ...section(texts.services[name].name, [texts.services[name].text]),
          more: texts.services[name].more,
        })),
        ...(targets.length === 0
          ? []
          : [section(texts.targets.title, [texts.targets.text(targets.map((kind) => targetNames[kind]).join(', '))])]),
      ],
    },
    section(rights.title, rights.text),
  ];
}

const section = (title: string, text: string[]): Section => ({ title, text, list: [], more: null, parts: [] });

const kept = ({ keeping }: PrivacyTexts, kind: keyof Retention, days: number | null) =>
  `${keeping.kinds[kind]}: ${days === null ? keeping.forGood : keeping.days(days)}`;

/** The same as plain text, to be pasted into a page of the site's own. */
export function privacyText(sections: Section[]): string {
  return sections.map((one) => asText(one)).join('\n\n');
}

function asText({ title, text, list, more, parts }: Section): string {
  const lines = [title, ...text, list.map((line) => `– ${line}`).join('\n'), more ?? '', ...parts.map(asText)];
  return lines.filter((line) => line !== '').join('\n\n');
}
