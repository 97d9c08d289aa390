import type { profile as english } from '../../en/desk/profile';

/** What one's own profile says, in German. */
export const profile: typeof english = {
  title: 'Meine Anmeldung',
  passkeys: 'Passkeys',
  passkeysHint: 'Anmelden mit Fingerabdruck, Gesicht oder der PIN des Geräts. Am besten einer je Gerät.',
  none: 'Noch keiner. Ohne Passkey führt nur ein neuer einmaliger Link wieder hinein.',
  unknown: 'Dieser Browser kennt keine Passkeys, oder die Adresse der Moderation beginnt nicht mit https.',
  name: 'Name dafür',
  namePlaceholder: 'Handy',
  add: 'Passkey hinzufügen',
  used: (ago) => `zuletzt ${ago} benutzt`,
  unused: 'noch nicht benutzt',
  remove: 'Entfernen',
  mail: {
    title: 'E-Mail',
    hint: 'Fragen und Antworten aus dem Team und Widersprüche kommen an diese Adresse, von allen Websites, auf denen Sie mitarbeiten. Sonst sieht sie niemand.',
    address: 'E-Mail-Adresse',
    another: 'Andere E-Mail-Adresse',
    send: 'Link schicken',
    sent: (address) =>
      `Eine Mail an ${address} ist unterwegs. Der Link darin führt zu einer Seite mit einem Knopf; erst der bestätigt die Adresse.`,
    unconfirmed: 'noch nicht bestätigt: dorthin geht nichts',
    confirmed: (date) => `bestätigt am ${date}`,
    test: 'Testmail schicken',
    tested: ({ taken, way, said }) =>
      taken
        ? `${way} hat die Testmail angenommen und sagt: ${said}`
        : `${way} hat die Testmail nicht angenommen und sagt: ${said}`,
    removed: 'Die Adresse ist entfernt. Dorthin geht nichts mehr.',
    unset: 'Auf diesem Server ist kein Mailversand eingerichtet.',
  },
  notices: {
    title: 'Benachrichtigungen',
    hint: 'Eine Benachrichtigung auf diesem Gerät sagt, dass ein Kommentar wartet, auch wenn die Moderation geschlossen ist: wer ihn geschrieben hat und wie er beginnt. Ein Knopf darauf gibt ihn sofort frei. Wer das Gerät benutzen kann, kann sie lesen und den Knopf drücken. Welche Kommentare, und wann, steht darunter.',
    on: 'Auf diesem Gerät Bescheid sagen',
    switchedOn:
      'Von jetzt an kommen Benachrichtigungen auf dieses Gerät, bis Sie sich hier abmelden oder es entfernen.',
    used: (ago) => `letzte Benachrichtigung ${ago}`,
    unused: 'noch keine',
    test: 'Ausprobieren',
    tested: 'Eine Benachrichtigung ist unterwegs.',
    removed: 'Dorthin kommen keine Benachrichtigungen mehr.',
    mailToo: 'Auch Mails über Wartendes schicken, solange ein Gerät Benachrichtigungen bekommt',
    unknown:
      'Dieser Browser zeigt hier keine Benachrichtigungen: Dafür muss die Adresse der Moderation mit https beginnen. Auf iPhone und iPad die Moderation erst zum Home-Bildschirm hinzufügen und dort öffnen.',
  },
  alerts: {
    title: (site) => `Wenn auf ${site} Kommentare warten`,
    hint: 'Per Mail, wenn eine Adresse bestätigt ist, und mit Benachrichtigungen, wo sie eingeschaltet sind. Eine Mail sagt, wie viele in Ihrem Teil der Website auf Freigabe warten oder gemeldet sind, und zitiert die ersten fünf. Von dem, was bis dahin entschieden ist, steht nichts darin.',
    label: 'Bescheid sagen',
    choices: {
      off: 'nie',
      now: 'sofort (höchstens alle 5 Minuten)',
      unread: 'wenn etwas eine Weile ungesehen wartet',
      hourly: 'höchstens einmal in der Stunde',
      daily: 'einmal am Tag',
    },
    after: 'Nach so vielen Minuten',
    at: (zone) => `Um diese Zeit (${zone})`,
    quiet: 'Zu bestimmten Zeiten nicht',
    from: 'Von',
    to: 'Bis',
    quietHint: (zone, daily) =>
      `Zeiten in ${zone}. Was dann käme, kommt danach.${daily ? ' Die tägliche Mail kommt zu ihrer Zeit.' : ''}`,
    kindsLabel: 'Außer dem, was auf Freigabe wartet',
    kinds: {
      reports: 'gemeldete Kommentare',
      appeals: 'Widersprüche',
      questions: 'Fragen und Antworten aus dem Team',
    },
    saved: 'Gespeichert.',
    linksHint:
      'Mit den Links in diesen Mails und Benachrichtigungen kann, wer sie hat, sieben Tage lang in Ihrem Namen über den Kommentar darin entscheiden.',
    endLinks: 'Links in bisherigen Mails und Benachrichtigungen beenden',
    linksEnded: 'Die Links in bisherigen Mails und Benachrichtigungen bewirken nichts mehr.',
  },
  sessions: 'Wo Sie angemeldet sind',
  current: 'hier',
  since: (date) => `seit ${date}`,
  seen: (ago) => `zuletzt ${ago}`,
  removed: 'Der Passkey ist entfernt.',
  ended: 'Dort sind Sie abgemeldet.',
  end: 'Dort abmelden',
  suggest: 'Nächstes Mal ohne Link hinein:',
};
