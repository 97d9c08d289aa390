import type { FrontTexts } from '../texts';

export const front: FrontTexts = {
  title: 'Hier läuft Plausch',
  what: 'Plausch bringt Kommentare unter Beiträge auf Websites. Dieser Server nimmt sie an, prüft sie auf Spam und zeigt sie.',
  readers: 'Zum Lesen und Schreiben geht es auf der Website, unter dem Beitrag.',
  desk: 'Wer eine Website moderiert, meldet sich hier an:',
  toDesk: 'Zur Moderation',
  docs: 'Wie Plausch eingebettet, eingestellt und betrieben wird, steht in der Anleitung, die dem Programm beiliegt: in README.md und im Ordner docs.',
  api: 'Beschreibung der Schnittstelle (OpenAPI)',
  version: (version) => `Version ${version}, freie Software unter der MIT-Lizenz.`,
};
