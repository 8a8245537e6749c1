/** How a made-up case comes in: drafted or brought by post, with its papers, and filed. */
import {
  type Answers,
  answersSchema,
  civilDateInJapan,
  instant,
  type PaperCode,
  papers,
  type CivilDate,
} from '@grant/schema';
import type { AccountName } from '../accounts.ts';
import type { Caller } from './caller.ts';
import { mandateFor } from './mandate.ts';
import { practicePaper } from './paper.ts';

export interface Cast {
  readonly today: CivilDate;
  by(name: AccountName): Caller;
}

/** A case under way: its id and the number of changes so far. */
export interface Walk {
  readonly id: string;
  readonly index: number;
  readonly answers: Answers;
  /** Who files it: the applicant, an agent, or the desk for papers that came by post. */
  readonly owner: AccountName;
}

/** The case and the version its owner sees. */
export async function versionOf(cast: Cast, walk: Walk): Promise<{ id: string; version: number }> {
  const seen = await cast.by(walk.owner).call('application.show', { id: walk.id });
  return { id: walk.id, version: seen.version };
}

/** An online draft with these answers. The same index and owner again go on with the same draft. */
export async function draft(
  cast: Cast,
  index: number,
  answers: Answers,
  owner: AccountName = 'applicant',
): Promise<Walk> {
  const mandate = owner === 'agent' ? await mandateFor(cast, answers) : undefined;
  const made = await cast.by(owner).call('application.start', {
    idempotencyKey: `practice-case-${String(index)}`,
    ...(mandate === undefined ? {} : { mandate }),
  });
  return fill(cast, { id: made.id, index, answers, owner }, made.revision);
}

/** Papers that came by post today, typed in by the desk as far as these answers go. */
export async function received(cast: Cast, index: number, answers: Answers): Promise<Walk> {
  const made = await cast.by('reception').call('case.receive', { arrivedOn: cast.today });
  return fill(cast, { id: made.id, index, answers, owner: 'reception' }, made.revision);
}

async function fill(cast: Cast, walk: Walk, revision: number): Promise<Walk> {
  const answers = answersSchema.parse(walk.answers);
  await cast.by(walk.owner).call('application.save', { id: walk.id, revision, answers });
  return walk;
}

/** Attaches every paper that the application needs. */
export async function attachAll(cast: Cast, walk: Walk): Promise<void> {
  const { missingPapers } = await cast.by(walk.owner).call('application.check', { id: walk.id });
  for (const { paper } of missingPapers) await attach(cast, walk, paper);
}

export async function attach(
  cast: Cast,
  walk: Walk,
  paper: PaperCode,
  correctionItem?: string,
): Promise<string> {
  const { bankCode = '', branchCode = '', accountNumber = '', accountHolderKana = '' } = walk.answers;
  const account =
    paper === 'passbook'
      ? [
          `金融機関コード ${bankCode}　店番 ${branchCode}`,
          `普通預金　口座番号 ${accountNumber}`,
          `口座名義 ${accountHolderKana}`,
        ]
      : [];
  const made = await cast.by(walk.owner).call(
    'attachment.add',
    { id: walk.id, paper, ...(correctionItem === undefined ? {} : { correctionItem }) },
    {
      name: `${papers[paper].label}.pdf`,
      type: 'application/pdf',
      bytes: practicePaper([
        papers[paper].label,
        '（練習用の書類）',
        walk.answers.employerName ?? '',
        // One file in two cases is a sign of fraud, also where a test counts from one again.
        walk.id,
        ...account,
        // The office takes the same file twice for one and the same paper.
        ...(correctionItem === undefined ? [] : ['（補正）']),
      ]),
    },
  );
  return made.id;
}

export async function submitted(
  cast: Cast,
  index: number,
  answers: Answers,
  owner?: AccountName,
): Promise<Walk> {
  const walk = await draft(cast, index, answers, owner);
  await submit(cast, walk);
  return walk;
}

/** Attaches what the draft needs and files it. */
export async function submit(cast: Cast, walk: Walk): Promise<void> {
  await attachAll(cast, walk);
  const { revision } = await cast.by(walk.owner).call('application.show', { id: walk.id });
  await cast.by(walk.owner).call('application.submit', {
    id: walk.id,
    revision,
    idempotencyKey: `practice-submit-${String(walk.index)}`,
  });
}

/** The day it is in the office, as its own clock says. */
export async function todayOf(caller: Caller): Promise<CivilDate> {
  const { now } = await caller.call('programme.show', {});
  return civilDateInJapan(instant(now));
}
