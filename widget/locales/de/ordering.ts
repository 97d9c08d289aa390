import type { OrderingTexts } from '../en/ordering';

export const texts: OrderingTexts = {
  label: 'Zuerst',
  orders: { oldest: 'älteste', newest: 'neueste', best: 'beste' },
  done: {
    oldest: 'Die ältesten Kommentare stehen jetzt oben.',
    newest: 'Die neuesten Kommentare stehen jetzt oben.',
    best: 'Die Kommentare mit der meisten Zustimmung stehen jetzt oben.',
  },
};
