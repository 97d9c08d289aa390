import { form, type Inquiry, type Label, type Service, ServiceFailed } from './service';

/** How Akismet is reached (https://akismet.com/developers/). */
export interface AkismetConfig {
  key: string;
  /** Where its REST API is: https://rest.akismet.com/1.1 */
  url: string;
}

/** Akismet is right about most comments that it has not seen on this site; a person can still say otherwise. */
const weight = { spam: 4, discard: 8 };
/** What Akismet says when it has taken in what somebody called a comment. */
const thanks = 'Thanks for making the web a better place.';

/** Akismet: comment-check, submit-spam and submit-ham. */
export function akismet({ key, url }: AkismetConfig): Service {
  const call = async (name: string, inquiry: Inquiry, signal: AbortSignal) => {
    const body = form({ api_key: key, ...fieldsOf(inquiry) });
    const response = await fetch(`${url}/${name}`, { method: 'POST', body, signal, redirect: 'manual' });
    return { response, text: (await response.text()).trim() };
  };
  return {
    name: 'akismet',
    about: 'text',
    asked: 'sending',
    unreachable: 'wait',
    async ask(inquiry, signal) {
      const { response, text } = await call('comment-check', inquiry, signal);
      const { headers } = response;
      const later = Number(headers.get('X-akismet-recheck-after'));
      if (later > 0) throw new ServiceFailed('Akismet wants to look again later.', later);
      if (!response.ok || (text !== 'true' && text !== 'false')) throw failed(response, text);
      if (text === 'false') return [];
      if (headers.get('X-akismet-pro-tip') === 'discard')
        return [{ weight: weight.discard, text: 'akismet-discard', values: {} }];
      return [{ weight: weight.spam, text: 'akismet-spam', values: {} }];
    },
    async teach(inquiry, label, signal) {
      const { response, text } = await call(methods[label], inquiry, signal);
      if (!response.ok || text !== thanks) throw failed(response, text);
    },
  };
}

const methods: Record<Label, string> = { spam: 'submit-spam', ham: 'submit-ham' };

function failed({ status, headers }: Response, text: string): ServiceFailed {
  const said = ['X-akismet-alert-msg', 'X-akismet-error', 'X-akismet-debug-help'].map((name) => headers.get(name));
  return new ServiceFailed(`Akismet answered ${status}: ${said.find(Boolean) ?? text.slice(0, 200)}`);
}

/** The same fields when it is asked and when it is told, so that Akismet knows the comment again. */
function fieldsOf(inquiry: Inquiry): Record<string, string | undefined> {
  const { blog, permalink, language, body, name, email, website, reply, created, sender, again } = inquiry;
  return {
    blog,
    user_ip: sender.address,
    // It answers nobody who leaves this out.
    user_agent: sender.agent || 'unknown',
    permalink: permalink ?? undefined,
    comment_type: reply ? 'reply' : 'comment',
    comment_author: name,
    comment_author_email: email ?? undefined,
    comment_author_url: website ?? undefined,
    comment_content: body,
    comment_date_gmt: new Date(created).toISOString(),
    blog_lang: language,
    blog_charset: 'UTF-8',
    recheck_reason: again ? 'retry' : undefined,
  };
}
