import { beforeEach, describe, expect, it } from 'vitest';
import { effectScope, reactive, type EffectScope } from 'vue';
import { forgetPending, PENDING_PREFIX } from './pendingKeys.ts';
import { useKept } from './useKept.ts';

interface Form {
  body: string;
  papers: string[];
}

let scope: EffectScope;
beforeEach(() => {
  localStorage.clear();
  scope = effectScope();
});

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
    const key = `${PENDING_PREFIX}:message/1`;
    const keep = (form: unknown, until = Date.now() + 1000): void =>
      localStorage.setItem(key, JSON.stringify({ by: null, until, form }));
    keep({ body: ['表'], papers: ['passbook'], other: 'x' });
    expect(open().form).toEqual({ body: '', papers: ['passbook'] });
    keep({ body: '古い', papers: [] }, Date.now() - 1);
    expect(open().form.body).toBe('');
    expect(localStorage.getItem(key)).toBeNull();
    localStorage.setItem(key, '{');
    expect(open().form).toEqual({ body: '', papers: [] });
  });

  it('on a public page is there for whoever comes, but not if another was signed in', () => {
    open('inquiry', 'anybody').form.body = '名のらずに書いた';
    expect(open('inquiry', 'anybody').form.body).toBe('名のらずに書いた');
    const key = `${PENDING_PREFIX}public:inquiry`;
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as object;
    localStorage.setItem(key, JSON.stringify({ ...kept, by: 'somebody else' }));
    expect(open('inquiry', 'anybody').form.body).toBe('');
    forgetPending();
    expect(localStorage.length).toBe(0);
  });
});
