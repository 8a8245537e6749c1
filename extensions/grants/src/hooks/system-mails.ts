import type { Registry } from './registry.ts';

/** System mails of Directus have English subjects; these are the office's. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'user-registration': 'メールアドレスの確認',
  'password-reset': 'パスワードの再設定',
  'user-invitation': '事務局システムへのご招待',
};

interface Mail {
  readonly template?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

/**
 * The link with its token behind `#`, which a browser keeps to itself: the token holds the mail address, and no server
 * and no log is to read it. Only for pages of the portal; the admin app looks for its own behind `?`.
 */
function keptFromServers(link: unknown): unknown {
  if (typeof link !== 'string' || !URL.canParse(link)) return link;
  const url = new URL(link);
  const token = url.searchParams.get('token');
  if (token === null || !url.pathname.startsWith('/portal/')) return link;
  url.search = '';
  url.hash = `token=${token}`;
  return url.href;
}

/** システムメール: their subjects, and the links in them. */
export function systemMails({ filter }: Registry): void {
  filter('email.send', (payload) => {
    const mail = payload as Mail;
    const { template } = mail;
    const subject = SUBJECTS[template?.name ?? ''];
    if (subject === undefined) return mail;
    const data = { ...template?.data, url: keptFromServers(template?.data?.['url']) };
    return { ...mail, subject, template: { ...template, data } };
  });
}
