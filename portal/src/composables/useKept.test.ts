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
  sessionStorage.clear();
  scope = effectScope();
});

/** The page opened anew, as after a reload. */
function open(page = 'message/1'): { form: Form; forget: () => void } {
  scope.stop();
  scope = effectScope();
  const form = reactive<Form>({ body: '', papers: [] });
  const forget = scope.run(() =>
    useKept(
      page,
      () => form,
      (kept) => Object.assign(form, kept),
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
    expect(sessionStorage.length).toBe(0);
    again.body = '残っている';
    forgetPending();
    expect(open().form.body).toBe('');
  });

  it('of another shape is left out', () => {
    sessionStorage.setItem(
      `${PENDING_PREFIX}public:message/1`,
      JSON.stringify({ body: ['表'], papers: ['passbook'], other: 'x' }),
    );
    expect(open().form).toEqual({ body: '', papers: ['passbook'] });
    sessionStorage.setItem(`${PENDING_PREFIX}public:message/1`, '{');
    expect(open().form).toEqual({ body: '', papers: [] });
  });
});
