/**
 * A mail server that delivers nowhere: it keeps every message in memory and in a folder, and shows them on a small
 * page and as JSON. Practice and tests only.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { mailPage } from './mail-page.ts';

/** One received message, decoded. */
export interface Mail {
  readonly id: string;
  /** The sender's own name of the message; the same twice means the same mail twice. */
  readonly messageId: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Every http(s) address in the message, in order, without repetition. */
  readonly links: readonly string[];
  readonly attachments: readonly { readonly filename: string; readonly bytes: number }[];
  readonly receivedAt: string;
}

export interface MailSink {
  /** Messages so far, oldest first. */
  messages(): readonly Mail[];
  /** Waits for a message to this address (and with this text in its subject) that came after `since`. */
  waitFor(to: string, options?: { subject?: string; since?: string; timeoutMs?: number }): Promise<Mail>;
  clear(): void;
  stop(): Promise<void>;
}

const KEPT = 500;

async function decode(raw: Buffer, to: readonly string[], id: string, receivedAt: string): Promise<Mail> {
  const parsed = await simpleParser(raw);
  const html = typeof parsed.html === 'string' ? parsed.html : '';
  const text = parsed.text ?? '';
  const links = [...`${text}\n${html.replaceAll('&amp;', '&')}`.matchAll(/https?:\/\/[^\s"'<>）」\]]+/g)];
  return {
    id,
    messageId: parsed.messageId ?? '',
    to: to.map((address) => address.toLowerCase()),
    from: parsed.from?.text ?? '',
    subject: parsed.subject ?? '',
    text,
    html,
    links: [...new Set(links.map(([link]) => link))],
    attachments: parsed.attachments.map((file) => ({ filename: file.filename ?? '', bytes: file.size })),
    receivedAt,
  };
}

function earlier(folder: string): Mail[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .slice(-KEPT);
  return names.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Mail);
}

/**
 * Starts both doors, SMTP and web, on 127.0.0.1.
 * @throws Error with the code EADDRINUSE when somebody else has one of the ports; the other is given back
 */
export async function startMailSink(options: {
  readonly smtpPort: number;
  readonly webPort: number;
  readonly folder: string;
}): Promise<MailSink> {
  mkdirSync(options.folder, { recursive: true });
  const kept: Mail[] = earlier(options.folder);
  const waiting = new Set<() => void>();
  let count = 0;

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        const receivedAt = new Date().toISOString();
        const id = `${receivedAt.replaceAll(/[:.]/g, '-')}-${String((count += 1))}`;
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        decode(Buffer.concat(chunks), to, id, receivedAt).then((mail) => {
          kept.push(mail);
          if (kept.length > KEPT) kept.shift();
          writeFileSync(path.join(options.folder, `${id}.json`), JSON.stringify(mail, null, 2));
          for (const wake of [...waiting]) wake();
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(options.smtpPort, '127.0.0.1', resolve);
  });
  // A client that breaks off is no matter once the door is open.
  smtp.on('error', () => undefined);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      smtp.close(() => resolve());
    });
  const web = await serve(options.webPort, kept).catch(async (fault: unknown) => {
    await close();
    throw fault;
  });

  const find = (to: string, subject: string, since: string): Mail | undefined =>
    kept.findLast(
      (mail) =>
        mail.to.includes(to.toLowerCase()) && mail.subject.includes(subject) && mail.receivedAt >= since,
    );
  return {
    messages: () => kept,
    clear() {
      kept.length = 0;
    },
    waitFor(to, { subject = '', since = '', timeoutMs = 60_000 } = {}) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const mail = find(to, subject, since);
          if (mail === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(mail);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const seen = kept.map((mail) => `${mail.to.join(',')}: ${mail.subject}`).join('\n');
          reject(new Error(`No mail to ${to} with "${subject}" in ${String(timeoutMs)} ms. Seen:\n${seen}`));
        }, timeoutMs);
        waiting.add(look);
        look();
      });
    },
    async stop() {
      await close();
      await new Promise<void>((resolve) => {
        web.close(() => resolve());
        web.closeAllConnections();
      });
    },
  };
}

/** `/` a page for people, `/messages` JSON for tools (newest first), `/messages?to=` one person's. */
function serve(port: number, kept: readonly Mail[]): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink');
    const to = url.searchParams.get('to')?.toLowerCase();
    const mails = kept.filter((mail) => to === undefined || mail.to.includes(to)).toReversed();
    if (url.pathname === '/messages') {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(mails));
    } else if (url.pathname === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
      response.end(mailPage(mails));
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
