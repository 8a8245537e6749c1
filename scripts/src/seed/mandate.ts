/** The practice agent's mandates: declared with a paper, confirmed by the desk, one for each client. */
import { type Answers, addDays } from '@grant/schema';
import type { Cast } from './filing.ts';
import { practicePaper } from './paper.ts';

const PROFILE = {
  name: '代行 社労',
  office: '練習社会保険労務士事務所',
  qualification: '社会保険労務士',
  registrationNumber: '第09260001号',
  phone: '028-600-0000',
};

/** Length of a practice mandate before and after today, in days. */
const [DAYS_BEFORE, DAYS_AFTER] = [60, 365];

/** Id of a mandate that holds for the employer of these answers; made when there is none. */
export async function mandateFor(cast: Cast, answers: Answers): Promise<string> {
  const agent = cast.by('agent');
  const { profile, clients } = await agent.call('client.list', {});
  if (profile === null) await agent.call('client.profile', PROFILE);
  const employerName = answers.employerName ?? '';
  const known = clients.find(({ mandate }) => mandate.employerName === employerName);
  if (known !== undefined && known.mandate.standing === 'holding') return known.mandate.id;
  const corporateNumber =
    answers.employerLegalForm === 'sole_owner' ? '' : (answers.employerCorporateNumber ?? '');
  const made = await agent.call(
    'mandate.declare',
    {
      idempotencyKey: crypto.randomUUID(),
      employerName,
      ...(corporateNumber === ''
        ? { employerKind: 'sole_owner' as const }
        : { employerKind: 'corporation' as const, corporateNumber }),
      startsOn: addDays(cast.today, -DAYS_BEFORE),
      endsOn: addDays(cast.today, DAYS_AFTER),
    },
    {
      name: '委任状.pdf',
      type: 'application/pdf',
      bytes: practicePaper([
        '委任状',
        '（練習用の書類）',
        corporateNumber === '' ? '個人事業主' : `法人番号 ${corporateNumber}`,
        String(clients.length + 1),
      ]),
    },
  );
  await cast.by('reception').call('mandate.confirm', { id: made.id });
  return made.id;
}
