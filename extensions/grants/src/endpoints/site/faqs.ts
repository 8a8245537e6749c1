import type { VerbOutput } from '@grant/schema';
import type { Visit } from '../visit.ts';

/**
 * よくある質問: what is published. That only an approved text is published is a rule of the database, so that no door goes
 * round it.
 */
export async function listFaqs({ office }: Visit): Promise<VerbOutput<'faq.list'>> {
  const faqs = await office
    .database<VerbOutput<'faq.list'>['faqs'][number]>('faqs')
    .where({ state: 'published' } as object)
    .orderByRaw('sort nulls last, published_at, id')
    .select('id', 'category', 'question', 'answer');
  return { faqs };
}
