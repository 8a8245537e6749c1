/** The page of the mail sink: what was sent, to whom, readable without a mail program. */
import type { Mail } from './mail-sink.ts';

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function article(mail: Mail): string {
  const links = mail.links.map((link) => `<li><a href="${escape(link)}">${escape(link)}</a></li>`).join('');
  return `<details>
    <summary><time>${escape(new Date(mail.receivedAt).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo' }))}</time>
      <b>${escape(mail.subject)}</b> ${escape(mail.to.join('、'))}</summary>
    <pre>${escape(mail.text)}</pre><ul>${links}</ul>
  </details>`;
}

/** @param mails newest first */
export function mailPage(mails: readonly Mail[]): string {
  const body = mails.length === 0 ? '<p>まだ届いていません。</p>' : mails.map(article).join('\n');
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><title>練習用メール</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.7 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1c}
pre{white-space:pre-wrap;background:#f2f2f2;padding:1rem}summary{padding:.5rem 0;cursor:pointer}
time{color:#595959}li{overflow-wrap:anywhere}</style>
<h1>練習用メール</h1><p>この画面のメールは外部へは送られません。</p>${body}</html>`;
}
