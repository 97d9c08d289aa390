// What reads files of other systems runs in browsers, in Cloudflare's runtime and on Node.js: the same tests, here on Node.js.
import '../units/transfer-file.test';
import '../units/transfer-html.test';
import '../units/transfer-prepare.test';
import '../units/transfer-xml.test';
