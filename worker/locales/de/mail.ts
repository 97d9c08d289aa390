import type { MailTexts } from '../texts';

export const mail: MailTexts = {
  from: (name, site) => `${name} auf ${site}`,
  automatic: (site) => `Eine Nachricht der Kommentare auf ${site}, automatisch verschickt.`,
  team: {
    subject: (count, site) => `${count} Nachrichten auf ${site}`,
    why: (site) => `Sie bekommen das, weil Sie auf ${site} moderieren und diese Adresse bestätigt haben.`,
    change: 'Adresse ändern oder entfernen',
    open: 'In der Moderation öffnen',
  },
  waiting: {
    subject: (count, site) =>
      count === 1
        ? `Ein Kommentar wartet auf ${site}`
        : `${count === 100 ? '100 oder mehr' : count} Kommentare warten auf ${site}`,
    why: (site) => `Sie bekommen das, weil Sie hören wollten, wenn auf ${site} Kommentare warten.`,
    change: 'Ändern, wie oft, oder die Links beenden',
    answers: (name) => `Als Antwort auf ${name}`,
    reason: (why) => {
      switch (why.kind) {
        case 'appealed':
          return 'Er wartet, weil Einspruch erhoben wurde.';
        case 'reported':
          return 'Er wartet, weil er gemeldet wurde.';
        case 'spam':
          return 'Er wartet, weil die Prüfungen ihn für Spam halten.';
        case 'everyone':
          return 'Er wartet, weil hier jeder Kommentar wartet.';
        case 'newcomer':
          return 'Er wartet, weil er von jemand Neuem kommt.';
        case 'rule':
          return `Er wartet wegen der Regel „${why.rule}“.`;
        case 'muted':
          return 'Er wartet, weil alles von dieser Person wartet.';
        case 'service':
          return 'Er wartet, weil ein Dienst nicht zu erreichen war, der gefragt werden soll.';
        case 'doubt':
          return 'Er wartet, weil die Prüfungen Zweifel haben.';
      }
    },
    links: { approve: 'Freigeben', reject: 'Ablehnen', spam: 'Spam', answer: 'Antworten' },
  },
  readers: {
    confirm: {
      subject: 'Bitte E-Mail-Adresse bestätigen',
      text: (site) =>
        `Jemand, der auf ${site} kommentiert, möchte an diese Adresse Mails bekommen: über Antworten und darüber, was über die eigenen Kommentare entschieden wird. Der Link führt zu einer Seite mit einem Knopf: erst der bestätigt. Er gilt zwei Tage lang.`,
      link: 'Zum Bestätigen',
      footer:
        'Waren Sie das nicht, dann tun Sie nichts: Ohne Bestätigung wird an diese Adresse nichts weiter verschickt.',
    },
    mine: {
      subject: 'Der Link zu dem, was über Sie bekannt ist',
      text: (site) =>
        `Jemand möchte sehen, was die Kommentare auf ${site} über die Person wissen, die diese Adresse bestätigt hat. Der Link öffnet das eine Stunde lang in jedem Browser: zum Lesen, Mitnehmen und Löschen. Wer den Link hat, kann das: Bitte geben Sie ihn nicht weiter.`,
      link: 'Ansehen, was bekannt ist',
      footer: 'Waren Sie das nicht, dann tun Sie nichts: Den Link haben nur Sie bekommen.',
    },
    answers: {
      subject: (count, site, title) =>
        title !== null
          ? `Neue Antworten: ${title}`
          : `${count === 1 ? 'Eine Antwort' : `${count} Antworten`} auf ${site}`,
      in: (title) => `Zu „${title}“:`,
      link: 'Lesen und antworten',
    },
    page: 'Die Seite zu Ihrem Kommentar',
    why: (site) =>
      `Sie bekommen das, weil Sie Mails von den Kommentaren auf ${site} wollten und diese Adresse bestätigt haben.`,
    stop: (site) => `Alle Mails von den Kommentaren auf ${site} beenden`,
  },
  confirm: {
    subject: 'E-Mail-Adresse bestätigen',
    text: (host) =>
      `Jemand, der auf ${host} Kommentare moderiert, möchte Nachrichten an diese Adresse bekommen. Der Link führt zu einer Seite mit einem Knopf: erst der bestätigt. Er gilt einen Tag lang.`,
    link: 'Zum Bestätigen',
    footer:
      'Waren Sie das nicht, dann tun Sie nichts: Ohne Bestätigung wird an diese Adresse nichts weiter verschickt.',
  },
  test: {
    subject: 'Plausch kann Mails verschicken',
    heading: 'Es klappt',
    text: (way) =>
      `Das ist die Mail, die zur Probe verschickt werden sollte. Sie ging über ${way} hinaus.\n\nFalls sie im Spam gelandet ist: Welche Server für die Domain des Absenders senden dürfen, sagen deren Einträge SPF, DKIM und DMARC.`,
    footer: 'Verschickt, weil jemand, der dieses Plausch betreibt, eine Probe wollte. Weiter kommt daraufhin nichts.',
  },
};
