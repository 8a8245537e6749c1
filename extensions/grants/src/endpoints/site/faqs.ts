import type { VerbOutput } from '@grant/schema';
import type { Visit } from '../visit.ts';

/**
 * よくある質問: of each question the text that was published last, until it is taken down; what is being revised is not
 * read here. That only an approved text is published is a rule of the database, so that no door goes round it.
 */
export async function listFaqs({ office }: Visit): Promise<VerbOutput<'faq.list'>> {
  const faqs = await office
    .database('faq_publications as p')
    .join('faqs as f', 'f.id', 'p.faq')
    .whereNull('p.retired_at')
    .orderByRaw('f.sort nulls last, p.published_at, f.id')
    .select<VerbOutput<'faq.list'>['faqs']>('f.id', 'p.category', 'p.question', 'p.answer');
  return { faqs };
}
