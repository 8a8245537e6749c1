import type { Registry } from './registry.ts';

/** System mails of Directus have English subjects; these are the office's. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'user-registration': 'メールアドレスの確認',
  'password-reset': 'パスワードの再設定',
  'user-invitation': '事務局システムへのご招待',
};

/** システムメールの件名. */
export function mailSubjects({ filter }: Registry): void {
  filter('email.send', (payload) => {
    const mail = payload as { subject?: string; template?: { name?: string } };
    const subject = SUBJECTS[mail.template?.name ?? ''];
    return subject === undefined ? mail : { ...mail, subject };
  });
}
