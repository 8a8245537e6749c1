import { parseEmailAddress, parsePhoneNumber, type VerbInput } from '@grant/schema';
import { inquiry as t } from '../locales/ja/public/inquiry.ts';

/** お問い合わせの入力, as typed; '' where nothing is chosen yet. */
export interface InquiryForm {
  way: string;
  party: string;
  name: string;
  email: string;
  phone: string;
  day: string;
  slot: string;
  category: string;
  question: string;
}

/** Longest question the server takes. */
const QUESTION_MAX = 2000;

/** What must be put right before the form is sent, by control, in the order of the form. */
export function faultsOfInquiry(form: InquiryForm): { id: string; message: string }[] {
  const wrong: [string, string, boolean][] = [
    ['way', t.missing.way, form.way === ''],
    ['party', t.missing.party, form.party === ''],
    ['name', t.missing.name, form.name.trim() === ''],
    ['email', t.missing.email, form.way === 'mail' && !parseEmailAddress(form.email).ok],
    ['phone', t.missing.phone, form.way === 'phone' && !parsePhoneNumber(form.phone).ok],
    ['day', t.missing.day, form.way === 'phone' && form.day === ''],
    ['slot', t.missing.slot, form.way === 'phone' && form.slot === ''],
    ['category', t.missing.category, form.category === ''],
    ['question', t.missing.question, form.question.trim() === ''],
    ['question', t.missing.long, form.question.trim().length > QUESTION_MAX],
  ];
  return wrong.filter(([, , is]) => is).map(([id, message]) => ({ id, message }));
}

/** What is sent, whichever way the answer shall come. */
export function inquiryOf(form: InquiryForm, idempotencyKey: string) {
  return {
    idempotencyKey,
    party: form.party as VerbInput<'inquiry.send'>['party'],
    partyName: form.name.trim(),
    category: form.category as VerbInput<'inquiry.send'>['category'],
    question: form.question.trim(),
  };
}
