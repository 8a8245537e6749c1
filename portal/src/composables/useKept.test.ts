import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { effectScope, reactive, type EffectScope } from 'vue';
import { forgetPending, PENDING_PREFIX } from './pendingKeys.ts';
import { useKept } from './useKept.ts';
import { useSession } from './useSession.ts';
import { serve } from '../../tests/page.ts';

interface Form {
  body: string;
  papers: string[];
}

const ID = '5f0c8a9e-6f0a-4b3e-9d51-0a1b2c3d4e5f';
const me = { id: ID, email: null, duties: ['applicant'], secondFactor: false, session: null };
const session = useSession();
let stop: () => Promise<void>;
let scope: EffectScope;
beforeAll(async () => {
  stop = await serve(() => [200, { data: me }]);
  return () => stop();
});
beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  scope = effectScope();
  localStorage.setItem('grant:signed-in', '1');
  await session.load();
  localStorage.clear();
});
afterEach(() => session.expire());

/** The page opened anew, as after a reload. */
function open(page = 'message/1', whose?: 'anybody'): { form: Form; forget: () => void } {
  scope.stop();
  scope = effectScope();
  const form = reactive<Form>({ body: '', papers: [] });
  const forget = scope.run(() =>
    useKept(
      page,
      () => form,
      (kept) => Object.assign(form, kept),
      whose,
    ),
  );
  if (forget === undefined) throw new Error('the scope has ended');
  return { form, forget };
}

describe('what is half written', () => {
  it('is there again after a reload, and nowhere else', () => {
    const { form } = open();
    form.body = '書きかけ';
    form.papers.push('passbook');
    expect(open().form).toEqual({ body: '書きかけ', papers: ['passbook'] });
    expect(open('message/2').form).toEqual({ body: '', papers: [] });
  });

  it('is gone once sent, once emptied, and when somebody signs out', () => {
    const { form, forget } = open();
    form.body = '送った';
    forget();
    expect(open().form.body).toBe('');
    const again = open().form;
    again.body = '消した';
    again.body = '';
    expect(localStorage.length).toBe(0);
    again.body = '残っている';
    forgetPending();
    expect(open().form.body).toBe('');
  });

  it('of another shape, or too old, is left out', () => {
    const key = `${PENDING_PREFIX}${ID}:message/1`;
    const keep = (form: unknown, until = Date.now() + 60_000): void =>
      localStorage.setItem(key, JSON.stringify({ by: null, until, form }));
    keep({ body: ['表'], papers: ['passbook'], other: 'x' });
    expect(open().form).toEqual({ body: '', papers: ['passbook'] });
    keep({ body: '古い', papers: [] }, Date.now() - 1);
    expect(open().form.body).toBe('');
    expect(localStorage.getItem(key)).toBeNull();
    localStorage.setItem(key, '{');
    expect(open().form).toEqual({ body: '', papers: [] });
  });

  it('on a public page is there again in this tab, but not if another was signed in', () => {
    open('inquiry', 'anybody').form.body = '名のらずに書いた';
    expect(open('inquiry', 'anybody').form.body).toBe('名のらずに書いた');
    const key = `${PENDING_PREFIX}public:inquiry`;
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as object;
    // The next visitor of a shared computer opens a tab of their own.
    expect(localStorage.length).toBe(0);
    sessionStorage.setItem(key, JSON.stringify({ ...kept, by: 'somebody else' }));
    expect(open('inquiry', 'anybody').form.body).toBe('');
    forgetPending();
    expect(sessionStorage.length).toBe(0);
  });

  it('is kept under nobody, but from when it is known whose it is', async () => {
    session.expire();
    const { form } = open();
    form.body = 'だれのものか分からない';
    expect(localStorage.length).toBe(0);
    localStorage.setItem('grant:signed-in', '1');
    await session.load();
    expect(open().form.body).toBe('だれのものか分からない');
    expect(Object.keys(localStorage)).toContain(`${PENDING_PREFIX}${ID}:message/1`);
  });
});
