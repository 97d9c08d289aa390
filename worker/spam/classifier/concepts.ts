/**
 * What words are about when somebody advertises, in English and German, beginnings of words too. The weights of these
 * are learned like those of any word; that "meinem Kanal" means what "my channel" means is not.
 */
const concepts: Record<string, RegExp> = {
  subscribe: /^(?:subs?|subb\w*|subscri\w*|suscri\w*|sucsc\w*|abonn\w*|abos?|folgt?|follow\w*)$/,
  place:
    /^(?:channel\w*|chann?ell?s?|kanal\w*|page|seite|blog|web\w*|homepage|site|profil\w*|facebook|fb|instagram|insta|twitter|tiktok|telegram|whatsapp|soundcloud|group|gruppe|app|shop|store|link|bio)$/,
  mine: /^(?:my|our|mine|mein\w*|unser\w*)$/,
  me: /^(?:me|us|i'm|im|i|we|ich|wir|mir|uns)$/,
  views: /^(?:views?|viewers?|viewed|counts?|counter|aufrufe?n?|million\w*|billion|milliarde\w*)$/,
  look: /^(?:check\w*|visit\w*|look\w*|watch\w*|listen\w*|click\w*|klick\w*|besuch\w*|schau\w*|guck\w*|hör\w*|join|see|read|come|search|support|donate|help|give|try)$/,
  share: /^(?:share|vote|likes?|lik|thumbs?|upvote|teilen|teilt)$/,
  work: /^(?:song\w*|video\w*|vids?|vidz|music|musik|cover\w*|track\w*|album|rap\w*|beat\w*|remix\w*|movie|game\w*|gaming|stuff|playlist|parody|dubstep|single)$/,
  want: /^(?:please|plz+|pls|plizz|bitte|guys|everyone|everybody|hey|hello|hi|hallo|people|friends|leute)$/,
  money:
    /^(?:earn\w*|money|free|gift\w*|paypal|gratis|kostenlos\w*|geld|gewinn\w*|verdien\w*|cash|prize|preis|win(?!d|ter)\w*|bitcoin|crypto|krypto|btc|\$|€|£|dollar\w*|euro|job|deal|offer|angebot\w*|sale|rabatt|buy|kauf\w*|cheap|billig|bonus|casino\w*|kasino|loans?|\w*kredit\w*|invest\w*|profit|income|viagra|cialis|seo|backlinks?|escort\w*)$/,
  answer: /^(?:reply|send\w*|schick\w*|sms\w*|sims\w*|te?xt\w*|call\w*|ruf\w*|anruf\w*|antwort\w*|stop)$/,
  comment: /^(?:comment\w*|kommentar\w*)$/,
  adult:
    /^(?:xxx|sex\w*|porn\w*|nackt\w*|nude\w*|naked|dirty|schmutzig\w*|adults?|erwachsen\w*|dating|girls|singles?|flirt\w*|horny|geil\w*)$/,
  fame: /^(?:popular|famous|known|berühmt|bekannt|talent\w*|artist\w*|singers?|rapper\w*|producer\w*|künstler\w*|band|youtuber\w*)$/,
};

/** So many words are remembered, with what they are about: most of a text is words that stand in every other, too. */
const mostKnown = 8192;
/** A longer word that was cut out of a text may keep all of that text in memory. */
const longestKnown = 12;
const known = new Map<string, string | undefined>();

/** What a word is about; links, names and numbers stand for themselves. Undefined for most words. */
export function conceptOf(word: string): string | undefined {
  if (word.startsWith('@')) return word;
  if (word.startsWith('#')) return '#';
  if (word.length > longestKnown) return find(word);
  const concept = known.get(word);
  if (concept !== undefined || known.has(word)) return concept;
  const found = find(word);
  if (known.size >= mostKnown) known.clear();
  known.set(word, found);
  return found;
}

const tests = Object.entries(concepts);

const find = (word: string) => tests.find(([, test]) => test.test(word))?.[0];
