import type { PrivacyTexts } from '../texts';

export const privacy: PrivacyTexts = {
  title: (site) => `Datenschutz bei den Kommentaren auf ${site}`,
  intro: 'Was die Kommentare über Sie erfahren und wer davon weiß. Wer die Website betreibt, steht in deren Impressum.',
  reading: {
    title: 'Lesen',
    text: 'Lesen hinterlässt nichts: kein Cookie, keine Zählung, kein Eintrag auf dem Server.',
  },
  writing: {
    title: 'Schreiben',
    text: [
      'Name, Website und Text sehen alle, sobald ein Kommentar veröffentlicht ist. Eine E-Mail-Adresse ist freiwillig; nur wer moderiert, sieht sie.',
      'Ihre Netzadresse wird als Prüfsumme gespeichert, deren Schlüssel täglich wechselt. Das dient dazu, Fluten von Spam zu erkennen.',
    ],
  },
  mail: 'Wer den Haken setzt, um von Antworten zu erfahren, bekommt eine Mail, die um Bestätigung bittet. Danach gehen Antworten und das, was über die eigenen Kommentare entschieden wird, an diese Adresse; jede Mail beendet das mit einem Klick, dann wird die Adresse vergessen. Was nicht bestätigt wird, ist nach drei Tagen vergessen. Keine Mail zählt, ob und wo sie gelesen wird.',
  keeping: {
    title: 'Wie lange',
    text: 'Was veröffentlicht ist, bleibt, bis Sie es zurückziehen oder es entfernt wird. Was nicht mehr gebraucht wird, verschwindet von selbst:',
    kinds: {
      networks: 'das Netz, aus dem ein Text oder eine Stimme kam, als Prüfsumme',
      spam: 'was als Spam abgelegt ist',
      rejected: 'was abgelehnt ist',
      withdrawn: 'was zurückgezogen ist',
      messages: 'was in Nachrichten an Sie und an das Team stand',
      names: 'wer aus dem Team entschieden hat',
    },
    days: (days) => (days === 1 ? 'nach einem Tag' : `nach ${days} Tagen`),
    forGood: 'bleibt auf Dauer',
  },
  rights: {
    title: 'Ihre Rechte',
    text: [
      'Was Sie senden, wird veröffentlicht, weil Sie das wollen (Art. 6 Abs. 1 Buchst. b DSGVO). Prüfungen auf Spam und Prüfsummen von Netzen dienen einem Gespräch, das nicht überflutet wird (Art. 6 Abs. 1 Buchst. f). Mail zu Antworten kommt mit Ihrer Einwilligung, die Sie jederzeit widerrufen können (Art. 6 Abs. 1 Buchst. a). Meldungen rechtswidriger Inhalte müssen bearbeitet werden (Art. 6 Abs. 1 Buchst. c; Art. 16 der Verordnung (EU) 2022/2065).',
      'Sie können von der Stelle, die die Website betreibt, erfahren, was über Sie gespeichert ist, und es berichtigen, löschen, einschränken oder sich aushändigen lassen; Sie können widersprechen und sich bei einer Datenschutzbehörde beschweren (Art. 15 bis 21 und 77 DSGVO).',
    ],
  },
  operator: {
    title: (site) => `Texte zum Datenschutz für ${site}`,
    intro:
      'Aus den Einstellungen dieser Website gemacht, wie sie jetzt sind. Darin steht, was die Software tut; eine Rechtsberatung ist das nicht, und was Ihre Website sonst tut, fehlt.',
    page: {
      title: 'Für die eigene Datenschutzerklärung',
      text: 'Ergänzen Sie, wer Sie sind und wie man Sie erreicht.',
    },
    record: {
      title: 'Für das Verzeichnis der Verarbeitungstätigkeiten',
      text: 'Art. 30 Abs. 1 DSGVO. Davor gehören Name und Kontaktdaten der verantwortlichen Stelle und, falls es sie gibt, der oder des Datenschutzbeauftragten.',
      rows: [
        ['Tätigkeit', 'Kommentare unter Beiträgen'],
        ['Zweck', 'öffentliches Gespräch; Schutz vor Spam und rechtswidrigen Inhalten'],
        ['Betroffene', 'wer schreibt, abstimmt oder etwas meldet; wer moderiert'],
        [
          'Daten',
          'Name, Text, Zeitpunkt; falls angegeben: E-Mail-Adresse und Website; Prüfsumme des Netzes; Stimmen, Meldungen, Entscheidungen und ihre Begründungen; von Moderierenden: Name, E-Mail-Adresse, falls angegeben, Passkeys, Sitzungen',
        ],
        [
          'Empfänger',
          'die Öffentlichkeit (was veröffentlicht ist); wer moderiert; wer den Server betreibt; Dienste, die eingeschaltet sind',
        ],
        [
          'Drittländer',
          'nur durch eingeschaltete Dienste und durch das Rechenzentrum, falls es außerhalb der EU steht',
        ],
        [
          'Löschung',
          'nach den Fristen auf der Datenschutzseite der Kommentare; Veröffentlichtes, wenn es zurückgezogen oder entfernt wird',
        ],
        [
          'Sicherheit',
          'verschlüsselte Übertragung; Adressen und Netze sind öffentlich nie zu sehen; eine Datenbank je Website; Anmeldung mit Passkeys; ein Protokoll aller Entscheidungen',
        ],
      ],
    },
    agreement: {
      title: 'Für den Betrieb des Servers im Auftrag',
      text: 'Ein Vertrag nach Art. 28 Abs. 3 DSGVO zwischen der Leitung der Website (Auftraggeber) und der Stelle, die den Server betreibt (Auftragnehmer). Ergänzen Sie Namen, Orte und Unterschriften.',
      clauses: (site) => [
        `1. Gegenstand. Der Auftragnehmer betreibt die Kommentare von ${site} für den Auftraggeber: Er speichert, prüft, zeigt und versendet sie, solange die Website auf dem Server ist. Betroffen sind alle, die schreiben, abstimmen oder etwas melden, und alle, die moderieren; die Daten sind die aus dem Verzeichnis der Verarbeitungstätigkeiten.`,
        '2. Weisungen. Der Auftragnehmer verarbeitet diese Daten nur so, wie der Auftraggeber es durch diesen Vertrag und durch die Einstellungen bestimmt, auch wo ein Drittland betroffen ist, es sei denn, das Recht verlangt anderes; dann teilt er das vorher mit, soweit das Recht es erlaubt.',
        '3. Vertraulichkeit. Wer für den Auftragnehmer Zugang hat, ist zur Vertraulichkeit verpflichtet.',
        '4. Sicherheit. Der Auftragnehmer trifft die Maßnahmen nach Art. 32 DSGVO: verschlüsselte Übertragung, Aktualisierungen, beschränkter Zugang zum Server, Sicherungen, die so geschützt sind wie die Daten.',
        '5. Weitere Auftragnehmer. Der Auftragnehmer nennt sein Rechenzentrum und die Dienste, die er eingerichtet hat. Änderungen kündigt er an; der Auftraggeber kann widersprechen. Für sie gilt, was für den Auftragnehmer gilt.',
        '6. Mithilfe. Der Auftragnehmer hilft, Betroffenen zu ihren Rechten zu verhelfen, und bei den Pflichten aus Art. 32 bis 36 DSGVO. Eine Verletzung des Schutzes der Daten meldet er unverzüglich.',
        '7. Ende. Bevor die Website entfernt wird, übergibt der Auftragnehmer einen Export, wenn der Auftraggeber das wünscht; dann löscht er die Daten, auch in Sicherungen, sobald deren Frist um ist, soweit das Recht nicht verlangt, sie aufzubewahren.',
        '8. Nachweis. Der Auftragnehmer weist dem Auftraggeber nach, dass dies eingehalten wird, und ermöglicht Prüfungen, nötigenfalls vor Ort.',
      ],
    },
  },
  checking: {
    title: 'Prüfen',
    text: 'Jeder Kommentar wird auf diesem Server auf Spam geprüft. Die Prüfungen schlagen nur vor; was zweifelhaft ist, entscheidet ein Mensch, und dagegen können Sie widersprechen. Während Sie schreiben, löst Ihr Browser eine kleine Rechenaufgabe.',
  },
  browser: {
    title: 'In Ihrem Browser',
    text: 'Wenn Sie schreiben, merkt sich Ihr Browser, dass der Kommentar von Ihnen ist, außerdem Ihren Namen und angefangene Texte; wenn Sie abstimmen, dass die Stimme von Ihnen ist; wenn Sie eine Reihenfolge der Kommentare wählen, welche. Mit den Daten dieser Website können Sie das in den Einstellungen des Browsers löschen.',
  },
  outside: {
    title: 'Dienste von außen',
    none: 'Keine. Ihr Browser spricht nur mit diesem Server, und dieser Server fragt niemanden nach Ihrem Kommentar.',
    some: 'Diese Website hat zusätzlich eingeschaltet:',
  },
  services: {
    akismet: {
      name: 'Akismet (Automattic Inc., USA)',
      text: 'Dieser Server schickt jeden neuen oder geänderten Kommentar mit Name, E-Mail-Adresse, Website, Netzadresse und Kennung des Browsers dorthin und erfährt, ob er dort für Spam gilt. Was Menschen hier entscheiden, wird dort gemeldet; dafür bleiben Netzadresse und Browserkennung bis zu 15 Tage gespeichert.',
      more: 'https://akismet.com/privacy/',
    },
    turnstile: {
      name: 'Cloudflare Turnstile (Cloudflare Inc., USA)',
      text: 'Erst wenn Sie einen Kommentar absenden, lädt Ihr Browser ein Skript von Cloudflare. Es prüft den Browser; Cloudflare sieht dabei Ihre Netzadresse und Merkmale des Browsers. Der Text geht nicht dorthin.',
      more: 'https://www.cloudflare.com/turnstile-privacy-policy/',
    },
    'workers-ai': {
      name: 'Cloudflare Workers AI (Cloudflare Inc., USA)',
      text: 'Der Text eines Kommentars, der auf einen Menschen wartet, wird einem Sprachmodell gezeigt, ohne Namen und Adressen. Es entscheidet nichts; wer moderiert, sieht zuerst, was ihm schädlich scheint.',
      more: 'https://www.cloudflare.com/privacypolicy/',
    },
  },
  targets: {
    title: 'Nachrichten an das Team',
    text: (names) =>
      `Was mit Kommentaren geschieht, schickt dieser Server an Programme, die das Team dieser Website benutzt: ${names}. Dazu gehören Name, Website und Text eines Kommentars, auch wenn er noch auf eine Entscheidung wartet; E-Mail-Adresse und Netzadresse nicht. Was schon dort ist, bleibt dort, wenn ein Kommentar hier verschwindet.`,
  },
  more: 'Mehr dazu',
};
