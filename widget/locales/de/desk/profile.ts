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
  sessions: 'Wo Sie angemeldet sind',
  current: 'hier',
  since: (date) => `seit ${date}`,
  seen: (ago) => `zuletzt ${ago}`,
  removed: 'Der Passkey ist entfernt.',
  ended: 'Dort sind Sie abgemeldet.',
  end: 'Dort abmelden',
  suggest: 'Nächstes Mal ohne Link hinein:',
};
