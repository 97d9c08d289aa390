import type { ToolTexts } from '../en/tools';

export const texts: ToolTexts = {
  answers: (name, count) => (count === 1 ? `1 Antwort an ${name}` : `${count} Antworten an ${name}`),
  back: 'Zurück',
  backTo: (name) => `Zurück zur Antwort von ${name}`,
};
