// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { answering, onPage } from '../../desk/office-for-tests.ts';
import PostalAgent from './PostalAgent.vue';

it('lets nothing be typed before it is known what is recorded', async () => {
  const agent = {
    name: '社労士 花子',
    office: '花子事務所',
    qualification: '社会保険労務士',
    registrationNumber: '',
    mandateEnclosed: true,
  };
  const office = await answering(() => ({ data: { agent } }));
  const release = office.hold('GET /grants/intake/a/agent');
  const { app } = await onPage(PostalAgent, { caseId: 'a', editable: true });
  const text = (): string => document.body.textContent;
  await expect.poll(text).toContain('読み込んでいます…');
  expect(document.querySelector('input')).toBeNull();
  release();
  await expect.poll(() => document.querySelector<HTMLInputElement>('[type=checkbox]')?.checked).toBe(true);
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).toContain('社労士 花子');
  app.unmount();
  await office.stop();
});
