import {
  faqCategories,
  faqStates,
  faqVerdicts,
  movesOf,
  type FaqCategory,
  type FaqState,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { idOfRequest } from '../../adapter/key-id.ts';
import { recordedBefore } from '../../adapter/recorded-once.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { work, type Unit } from '../../adapter/work.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import type { ActorVisit } from '../visit.ts';

type Desk = VerbOutput<'faq.desk'>;
type Words = 'question' | 'answer' | 'categoryLabel' | 'basis';

interface FaqRow {
  readonly id: string;
  readonly state: FaqState;
  readonly version: number;
  readonly liveVersion: number | null;
  readonly question: string;
  readonly answer: string;
  readonly category: FaqCategory;
  readonly basis: string | null;
  readonly shownQuestion: string | null;
  readonly shownAnswer: string | null;
  readonly shownCategory: FaqCategory | null;
  readonly shownBasis: string | null;
  readonly reviewOn: string | null;
}

interface ReviewRow {
  readonly version: number;
  readonly verdict: keyof typeof faqVerdicts;
  readonly comment: string | null;
  readonly reviewedAt: string;
  readonly reviewer: string;
}

/** What a person reads of a question: the words in hand, or for an official those that were shown last. */
function wordsFor(faq: FaqRow, official: boolean): Pick<Desk, Words | 'unseen'> {
  const unseen = official && faq.state === 'draft';
  const [question, answer, category, basis] = unseen
    ? [faq.shownQuestion ?? '', faq.shownAnswer ?? '', faq.shownCategory, faq.shownBasis]
    : [faq.question, faq.answer, faq.category, faq.basis];
  return { question, answer, categoryLabel: category === null ? '' : faqCategories[category], basis, unseen };
}

/** よくある質問の確認と公開: the text, what was published, what the prefecture said, and what this person may do. */
export async function showFaqDesk(
  { office, actor, moment }: ActorVisit,
  { id }: { readonly id: string },
): Promise<Desk> {
  const { database } = office;
  await requireVisible(office, actor, 'faqs', id, 'よくある質問');
  const faq = fromRow<FaqRow>(found(await database<object>('faqs').where({ id }).first(), 'よくある質問'));
  const reviews = (
    await database<object>('faq_reviews').where({ faq: id }).orderBy('reviewed_at', 'desc')
  ).map((row) => fromRow<ReviewRow>(row));
  const published: object | undefined = await database<object>('faq_publications')
    .where({ faq: id })
    .orderBy('published_at', 'desc')
    .first('version', 'question', 'answer', 'published_at', 'retired_at');
  const names = await namesOfPeople(
    database,
    reviews.map(({ reviewer }) => reviewer),
  );
  return {
    id: faq.id,
    state: faq.state,
    stateLabel: faqStates[faq.state],
    version: faq.version,
    liveVersion: faq.liveVersion,
    ...wordsFor(faq, actor.duties.has('official')),
    reviewOn: faq.reviewOn,
    reviewDue: faq.liveVersion !== null && faq.reviewOn !== null && faq.reviewOn <= moment.today,
    published: published === undefined ? null : fromRow<NonNullable<Desk['published']>>(published),
    reviews: reviews.map(({ version, verdict, comment, reviewedAt, reviewer }) => ({
      version,
      verdictLabel: faqVerdicts[verdict],
      comment,
      reviewedAt,
      reviewerName: names.get(reviewer) ?? '県担当者',
    })),
    moves: movesOf(faq.state, faq.liveVersion !== null, actor.duties).map(({ to, label, effect }) => ({
      to,
      label,
      effect,
    })),
    mayReview: actor.duties.has('official') && (faq.state === 'in_review' || faq.state === 'published'),
  };
}

async function lockFaq(unit: Unit, id: string, version: number): Promise<FaqRow> {
  const row: object | undefined = await unit.trx<object>('faqs').where({ id }).forUpdate().first();
  const faq = fromRow<FaqRow>(found(row, 'よくある質問'));
  if (faq.version !== version) refused('STALE_VERSION', { what: 'よくある質問' });
  return faq;
}

/** 県の意見: 承認 approves exactly the text that was read, 修正依頼 gives it back to the office, 意見 leaves it where it is. Once for a key. */
export async function reviewFaq(visit: ActorVisit, input: VerbParsed<'faq.review'>): Promise<Desk> {
  const { id, version, verdict, comment, idempotencyKey } = input;
  const review = idOfRequest(`faq-review/${visit.actor.id}/${id}`, idempotencyKey);
  await work(visit.office, visit.actor, async (unit) => {
    const said = { faq: id, version, verdict, comment: comment ?? null };
    if (await recordedBefore(unit, 'faq_reviews', review, said, 'よくある質問への意見')) return;
    const faq = await lockFaq(unit, id, version);
    if (verdict === 'revise' && (comment ?? '') === '')
      refused('GUARD_FAILED', { event: '修正の依頼', reason: '直してほしい点を入力してください。' });
    if (verdict !== 'comment' && faq.state !== 'in_review')
      refused('GUARD_FAILED', {
        event: 'よくある質問の確認',
        reason: `今の状態は「${faqStates[faq.state]}」です。画面を読み込み直してください。`,
      });
    await unit.create('faq_reviews', { id: review, ...said, reviewer: unit.actor.id });
    if (verdict === 'comment') return;
    await unit.update('faqs', id, { state: verdict === 'approved' ? 'approved' : 'draft' });
  });
  return showFaqDesk(visit, { id });
}

/** 確認の依頼、公開、公開の終了: one step of the table of `schema`; the database holds that only approved text is published. */
export async function moveFaq(
  visit: ActorVisit,
  { id, version, from, to }: VerbParsed<'faq.move'>,
): Promise<Desk> {
  await work(visit.office, visit.actor, async (unit) => {
    const faq = await lockFaq(unit, id, version);
    if (faq.state !== from) refused('STALE_VERSION', { what: 'よくある質問' });
    const move = movesOf(faq.state, faq.liveVersion !== null, unit.actor.duties).find((one) => one.to === to);
    if (move === undefined)
      refused('GUARD_FAILED', {
        event: `「${faqStates[to]}」への変更`,
        reason: `今の状態は「${faqStates[faq.state]}」です。画面を読み込み直してください。`,
      });
    await unit.update('faqs', id, { state: to });
  });
  return showFaqDesk(visit, { id });
}
